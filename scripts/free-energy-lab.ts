#!/usr/bin/env node
// The program that is installed: a command of the command line, or, without one, the lab itself.
const commands = ['list', 'describe', 'run', 'sweep', 'help'];

await (commands.includes(process.argv[2] ?? '') ? import('../cli/main.ts') : import('./open.ts'));

export {};
