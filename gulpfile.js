const { dest, series, src } = require('gulp');

/** The icons that nodes and credential name, and n8n's own description of each node (its "codex"). */
const icons = () => src('icons/*.svg').pipe(dest('dist/icons'));
const codex = () => src('nodes/**/*.json', { base: '.' }).pipe(dest('dist'));

exports.build = series(icons, codex);
