// Who may import whom (see ARCHITECTURE.md): a fence for each folder, and no circles.
const node = 'node:*, and what is built into Node';
const fence = (name, comment, path, to) => ({ name, comment, severity: 'error', from: { path }, to });

/** The storeys of core, from the ground up (see ARCHITECTURE.md): an import only goes down. */
const storeys = [
  'base',
  'math',
  'prob',
  'codec',
  'energy',
  'inference',
  'io',
  'compression',
  'spiking',
  'tensor',
  'data',
  'nets',
  'lab',
  'contract',
  'labs',
  'api',
];
const above = (storey, all = storeys) => all.slice(all.indexOf(storey) + 1);

/** The rooms of a lab, in the same way: a room imports only those before it. */
const rooms = ['model', 'declaration', 'run', 'look', 'files'];

module.exports = {
  forbidden: [
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
    { name: 'resolved', severity: 'error', from: {}, to: { couldNotResolve: true, pathNot: '^virtual:' } },
    fence('core-alone', 'core imports nothing of the other folders', '^core/', {
      path: '^(renderer|electron|cli|scripts|tests|bench|build)/',
    }),
    ...storeys
      .filter((storey) => above(storey).length > 0)
      .map((storey) =>
        fence(`core-${storey}-down`, 'an import only goes down', `^core/${storey}/`, { path: `^core/(${above(storey).join('|')})/` }),
      ),
    fence('core-storeys', 'what is in core stands on a storey', '^core/', { path: `^core/(?!(${storeys.join('|')})/)` }),
    ...rooms.map((room) =>
      fence(`lab-${room}`, 'a room of a lab imports only those before it', `^core/labs/[^/]+/${room}/`, {
        path: `^core/labs/[^/]+/(${[...above(room, rooms).map((later) => `${later}/`), 'lab\\.ts', 'engine\\.ts'].join('|')})`,
      }),
    ),
    fence('lab-model-alone', 'the mathematics of a lab knows nothing of labs', '^core/labs/[^/]+/model/', { path: '^core/lab/' }),
    fence('labs-apart', 'no lab imports another', '^core/labs/([^/]+)/', { path: '^core/labs/(?!$1/)[^/]+/' }),
    fence('core-no-host', `core runs anywhere: no React, no Electron, no ${node}`, '^core/', {
      path: '(^|node_modules/)(react|react-dom|react-aria[^/]*|zustand|zundo|electron[^/]*|d3-(selection|zoom|drag|transition))(/|$)',
    }),
    fence('core-no-node', 'core runs anywhere', '^core/', { dependencyTypes: ['core'] }),
    fence('page-alone', 'the page imports core and nothing of a host', '^renderer/', {
      path: '^(electron|cli|scripts|tests|bench|build)/',
    }),
    fence('page-no-node', 'the page runs in a browser', '^renderer/', { dependencyTypes: ['core'] }),
    fence('page-no-electron', 'the page knows its host by the bridge alone', '^renderer/', { path: 'node_modules/electron' }),
    fence('scene-without-react', 'a scene and its file are made without a page', '^renderer/(plot|export)/', {
      path: ['node_modules/(react|react-dom|react-aria[^/]*|zustand|zundo|lucide-react)/', '^renderer/(?!plot/|export/)'],
    }),
    fence('electron-contract', 'the desktop app knows the contract, and no lab', '^electron/', {
      path: '^(renderer|cli|scripts|tests|bench|build|core/(?!(contract|base)/))',
    }),
    fence('cli-scenes', 'the command line draws scenes, and no page', '^cli/', {
      path: ['^(electron|scripts|tests|bench|build)/', '^renderer/(?!plot/|export/)', 'node_modules/(react|react-dom|electron)/'],
    }),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    // What only the compiler sees counts as well: a type is a dependency, too.
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'browser', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.d.ts', '.js', '.json'],
    },
  },
};
