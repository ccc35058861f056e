import { runDemo } from './demo';
import { watchPackage } from './watchPackage';

runDemo(() => ({
	language: 'en',
	installPackage: watchPackage,
	// n8n's own way of taking over what is built anew.
	env: { N8N_DEV_RELOAD: 'true' },
	onN8nLine: (line) => {
		if (line.includes('Hot reload')) console.log(line);
	},
	hint: () => `Change something under nodes/, credentials/ or icons/, save it, and reload the page of the editor.`,
}));
