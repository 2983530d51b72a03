// Where the page begins.
import { createRoot } from 'react-dom/client';
import './base.css';
import { App } from './App.tsx';
import { followRoom } from './room.ts';
import { followTheme } from './use-theme.ts';

followTheme();
followRoom();
createRoot(document.getElementById('page') as HTMLElement).render(<App />);
