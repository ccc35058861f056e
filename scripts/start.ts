import { installPackage } from './communityPackage';
import { runDemo } from './demo';
import { packPackage } from './packageTarball';

runDemo({
	installPackage: async (userFolder, say) => {
		await installPackage(userFolder, await packPackage(userFolder, say));
	},
	hint: `Try it:
  1. Fill in the form, then look at the simulator's page: there is your text. (A number gets one an hour.)
  2. There, on the first phone (Demo Office), let a text come in: within a minute the automatic reply follows.`,
});
