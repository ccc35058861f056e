import { CUSTOMER, OFFICE } from './scene';
import { contents, picture } from './subject';
import type { Subject } from './subject';

/** The simulator's page on a computer, in the middle of a day, and on a phone's screen. */
export const simulatorPage: Subject = {
	shows(language) {
		const shown = contents('simulator/control/page', 'simulator/demo-office.json');
		return { [picture(language, 'simulator.png')]: shown, [picture(language, 'simulator-phone.png')]: shown };
	},

	async take({ language, simulator, simulatorUrl, openPage }, save) {
		// Not the film's customer: the automatic reply answers a number once an hour.
		await simulator.incomingText({ line: OFFICE, from: '010-0000-3456', text: CUSTOMER.text });
		await simulator.incomingCall({ line: OFFICE, from: '01000005678' });
		for (const [file, width, height] of [['simulator.png', 1280, 900], ['simulator-phone.png', 360, 740]] as const) {
			const page = await openPage(simulatorUrl, width, height);
			await page.getByText(CUSTOMER.text).first().waitFor();
			save(picture(language, file), await page.screenshot());
			await page.close();
		}
		await simulator.hangUp(OFFICE);
	},
};
