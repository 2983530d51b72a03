// What turns sources into the page: shared by the build, the development server and the unit tests.
import react from '@vitejs/plugin-react';
import { equations } from './equations.ts';
import { markdown } from './markdown.ts';

export const pagePlugins = () => [react(), markdown(), equations()];
