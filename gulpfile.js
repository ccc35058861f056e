const { rm } = require('node:fs/promises');
const { dest, series, src, watch } = require('gulp');

/** `npm run dev` builds into its n8n. */
const folder = process.env.BUILD_FOLDER ?? 'dist';

/** Before the compiler runs: what a deleted source left behind must not be packed. */
exports.clean = async () => await rm(folder, { recursive: true, force: true });

/** The icons that nodes and credential name, and n8n's own description of each node (its "codex"). */
const ICONS = 'icons/*.svg';
const CODEX = 'nodes/**/*.json';
const icons = () => src(ICONS).pipe(dest(`${folder}/icons`));
const codex = () => src(CODEX, { base: '.' }).pipe(dest(folder));

exports.build = series(icons, codex);
exports.watch = () => watch([ICONS, CODEX], exports.build);
