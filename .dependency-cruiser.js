/**
 * The architecture (docs/architecture.md) as rules: which room of src/ may know which. Everything that is not allowed here is an
 * error, so a new room or a new library starts by being written down.
 *
 * rooms: other rooms it may import. libraries: the npm packages whose one home it is. node: Node's own modules it may use.
 */
export const ROOMS = {
  model: { rooms: [], libraries: [], node: [] },
  config: {
    rooms: ['model', 'checks'],
    libraries: ['zod', 'yaml', 're2js', 'leven'],
    node: ['buffer', 'crypto', 'fs', 'fs/promises', 'path'],
  },
  sources: { rooms: ['model'], libraries: [], node: ['fs/promises'] },
  'sources/aws': {
    rooms: ['model'],
    libraries: ['@aws-sdk/[^/]+', '@smithy/core', 'agent-base', 'https?-proxy-agent', 'proxy-from-env'],
    node: ['stream', 'async_hooks', 'child_process', 'crypto', 'diagnostics_channel', 'events', 'fs', 'http', 'https'],
  },
  report: { rooms: ['model'], libraries: ['csv-parse'], node: ['timers/promises'] },
  refresh: {
    rooms: ['model', 'report'],
    libraries: ['node-cache', 'p-limit'],
    node: ['util', 'crypto', 'fs/promises', 'path', 'timers/promises'],
  },
  activity: { rooms: ['model'], libraries: [], node: [] },
  checks: { rooms: ['model'], libraries: [], node: ['timers/promises'] },
  metrics: { rooms: ['model', 'checks'], libraries: ['prom-client'], node: [] },
  fields: { rooms: ['model', 'checks'], libraries: [], node: [] },
  views: { rooms: ['model', 'checks', 'config', 'metrics'], libraries: [], node: [] },
  exposition: { rooms: ['model', 'checks', 'metrics'], libraries: [], node: ['zlib', 'timers/promises', 'events'] },
  // JSX imports `preact/jsx-runtime` unseen: what other rooms write of it is elements, and here they become a text.
  html: { rooms: [], libraries: ['preact', 'preact-render-to-string'], node: [] },
  pages: { rooms: ['model', 'checks', 'config', 'views', 'html'], libraries: [], node: [] },
  api: { rooms: ['model', 'checks', 'config', 'fields', 'views'], libraries: [], node: [] },
  web: {
    rooms: ['model', 'checks', 'exposition', 'views', 'pages', 'api'],
    libraries: ['express', 'bcrypt'],
    node: ['crypto', 'http', 'net', 'tls', 'events', 'stream', 'stream/promises', 'util', 'zlib'],
  },
  // What evidence says of an account, and its page. The files are written by the command.
  evidence: { rooms: ['model', 'checks', 'fields', 'html'], libraries: [], node: [] },
  cli: {
    rooms: ['model', 'checks', 'config', 'fields', 'evidence'],
    libraries: ['commander', 'pino', 'csv-stringify'],
    node: ['events', 'fs', 'stream', 'timers/promises'],
  },
  // They put the rooms together, so that they may know every one.
  commands: {
    rooms: [
      'model',
      'config',
      'sources',
      'sources/aws',
      'report',
      'activity',
      'refresh',
      'checks',
      'metrics',
      'exposition',
      'fields',
      'views',
      'html',
      'pages',
      'evidence',
      'api',
      'web',
      'cli',
    ],
    libraries: [],
    node: ['crypto', 'events', 'fs', 'fs/promises', 'os', 'path', 'stream/consumers', 'timers/promises'],
  },
};

const folderOf = (room) => (room === 'sources' ? '^src/sources/[^/]+$' : `^src/${room}/`);
const packageOf = (library) => `(^|/)node_modules/(@types/)?${library}/`;
const nodeModule = (name) => `^(node:)?${name}$`;

/** One rule a room, an allowlist: itself, the rooms it may know, its libraries and its part of Node. */
const roomRules = Object.entries(ROOMS).map(([room, allowed]) => ({
  name: `${room.replace('/', '-')}-knows-only-its-own`,
  comment: `${room}/ imports ${describe(allowed)}.`,
  severity: 'error',
  from: { path: folderOf(room) },
  to: {
    pathNot: [
      folderOf(room),
      ...allowed.rooms.map(folderOf),
      ...allowed.libraries.map(packageOf),
      ...allowed.node.map(nodeModule),
    ],
  },
}));

/** One rule a library, which names its home in the message. It covers main.ts too. */
const libraryRules = Object.entries(ROOMS).flatMap(([room, { libraries }]) =>
  libraries.map((library) => ({
    name: `${library.replace('/[^/]+', '')}-lives-in-${room.replace('/', '-')}`,
    comment: `Only ${room}/ knows ${library.replace('/[^/]+', '/*')}, so that replacing it touches one room.`,
    severity: 'error',
    from: { path: '^src/', pathNot: folderOf(room) },
    to: { path: packageOf(library) },
  })),
);

function describe({ rooms, libraries, node }) {
  const parts = [...rooms.map((room) => `${room}/`), ...libraries, ...node.map((name) => `node:${name}`)];
  return parts.length === 0 ? 'nothing' : `only ${parts.join(', ')}`;
}

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...roomRules,
    ...libraryRules,
    {
      name: 'every-folder-is-a-room',
      comment: 'A folder of src/ without an entry in ROOMS would escape the rules.',
      severity: 'error',
      from: {},
      to: { path: '^src/[^/]+/', pathNot: Object.keys(ROOMS).map(folderOf) },
    },
    {
      name: 'web-and-cli-are-for-the-commands',
      comment: 'They are the outermost rooms: only a command puts them together with the rest.',
      severity: 'error',
      from: { path: '^src/', pathNot: ['^src/main\\.ts$', '^src/commands/', '^src/web/', '^src/cli/'] },
      to: { path: '^src/(web|cli)/' },
    },
    {
      name: 'commands-are-for-main',
      severity: 'error',
      from: { path: '^src/', pathNot: ['^src/main\\.ts$', '^src/commands/'] },
      to: { path: '^src/commands/' },
    },
    {
      name: 'main-knows-commands-and-cli',
      comment: 'It reads what is outside and hands it on.',
      severity: 'error',
      from: { path: '^src/main\\.ts$' },
      to: { path: '^src/', pathNot: ['^src/commands/', '^src/cli/'] },
    },
    {
      name: 'main-has-no-importer',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^src/main\\.ts$' },
    },
    {
      name: 'no-cycle',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-orphan',
      comment: 'A module that nothing reaches from main.ts is dead.',
      severity: 'error',
      from: { path: '^src/main\\.ts$' },
      to: { path: '^src/', reachable: false },
    },
    {
      name: 'no-test-code',
      comment: 'The published package holds src/ only.',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(test|scripts)/' },
    },
    {
      name: 'no-dev-dependency',
      comment: 'It is not installed where the exporter runs; types vanish at build time.',
      severity: 'error',
      from: { path: '^src/' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'], pathNot: 'node_modules/@types/' },
    },
    {
      name: 'no-undeclared-package',
      comment: 'A package that package.json does not name is there by chance.',
      severity: 'error',
      from: { path: '^src/' },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'no-unresolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // Imports of types are arrows too: a type of a room is knowledge of that room.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
};
