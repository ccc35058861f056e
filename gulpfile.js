const { rm } = require('node:fs/promises');
const { dest, series, src } = require('gulp');

/** Before the compiler runs: what a deleted source left behind must not be packed. */
exports.clean = async () => await rm('dist', { recursive: true, force: true });

/** The icons that nodes and credential name, and n8n's own description of each node (its "codex"). */
const icons = () => src('icons/*.svg').pipe(dest('dist/icons'));
const codex = () => src('nodes/**/*.json', { base: '.' }).pipe(dest('dist'));

exports.build = series(icons, codex);
