// Copies the pinned browser libraries with their licences into wwwroot/lib.
// Usage: npm install && npm run vendor
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const lib = join(root, 'src/Zhijian/wwwroot/lib');

const packages = {
  'htmx.org': { folder: 'htmx', files: { 'dist/htmx.min.js': 'htmx.min.js' } },
  '@tabler/core': { folder: 'tabler', files: { 'dist/css/tabler.min.css': 'tabler.min.css' } },
  '@tabler/icons-webfont': {
    folder: 'tabler-icons',
    files: { 'dist/tabler-icons.min.css': 'tabler-icons.min.css', 'dist/fonts/tabler-icons.woff2': 'tabler-icons.woff2' },
    // Only the woff2 is shipped: every browser that we support reads it.
    edit: { 'tabler-icons.min.css': css => css.replace(/src:[^;}]*/, 'src:url("tabler-icons.woff2") format("woff2");font-display:block') },
  },
  idb: { folder: 'idb', files: { 'build/index.js': 'index.js' } },
  signature_pad: { folder: 'signature-pad', files: { 'dist/signature_pad.min.js': 'signature_pad.min.js' } },
  echarts: { folder: 'echarts', files: { 'dist/echarts.esm.min.js': 'echarts.esm.min.js' }, notices: ['NOTICE'] },
};

const versions = {};
for (const [name, { folder, files, edit = {}, notices = [] }] of Object.entries(packages)) {
  const from = join(root, 'node_modules', name);
  const to = join(lib, folder);
  mkdirSync(to, { recursive: true });
  for (const [source, target] of Object.entries(files)) {
    cpSync(join(from, source), join(to, target));
    const content = /\.(js|css)$/.test(target) && readFileSync(join(to, target), 'utf8').replace(/\/[/*]# sourceMappingURL=.*$/m, '');
    if (content) writeFileSync(join(to, target), (edit[target] ?? (x => x))(content).trimEnd() + '\n');
  }
  // @tabler/core carries its licence in the head of the style sheet only; lib/tabler/LICENSE is kept by hand.
  for (const notice of ['LICENSE', ...notices])
    if (existsSync(join(from, notice))) cpSync(join(from, notice), join(to, notice));
  versions[name] = JSON.parse(readFileSync(join(from, 'package.json'), 'utf8')).version;
}
writeFileSync(join(lib, 'versions.json'), JSON.stringify(versions, null, 2) + '\n');
console.log(versions);
