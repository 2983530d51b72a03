// What turns sources into the page: shared by the build, the development server and the unit tests.
import react from '@vitejs/plugin-react';
import { equations } from './equations.ts';
import { licences } from './licences.ts';
import { markdown } from './markdown.ts';

/** `root` is the project's folder: where this file lies is lost when a configuration is bundled. */
export const pagePlugins = (root: string) => [react(), markdown(), equations(root), licences(root)];
