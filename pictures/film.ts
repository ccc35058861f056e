import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import type { Language } from '../scripts/language';
import { PlainError } from '../scripts/plainError';
import { runProgram } from '../scripts/processes';
import { temporaryFolder } from '../test/e2e/support/temporaryFolder';
import { CUSTOMER, OFFICE } from './scene';
import { contents, examplePath, picture } from './subject';
import type { Studio } from './studio';
import type { Subject } from './subject';

/** Width and height in pixels of what is filmed, each beside the other. */
const FORM = { width: 440, height: 620 };
const PHONE = { width: 360, height: 620 };

/** What stands above each scene. */
const CAPTIONS: Record<Language, Record<'form' | 'sent' | 'asks' | 'answered', string>> = {
	en: {
		form: 'Somebody fills in the form ...',
		sent: '... and gets a text from the 070 line.',
		asks: 'A text comes in ...',
		answered: '... and is answered by itself.',
	},
	ko: {
		form: '고객이 폼을 작성하면',
		sent: '070 회선에서 문자가 나갑니다.',
		asks: '고객이 문자를 보내면',
		answered: '자동으로 답장합니다.',
	},
};

/** A form and its text, then a text and its answer: moving, and as one picture of the text beside the form. */
export const film: Subject = {
	shows(language) {
		const shown = [
			...contents(...['form-to-sms.json', 'incoming-sms-auto-reply.json'].map((file) => examplePath(language, file)), 'simulator/control/page'),
			JSON.stringify(CAPTIONS[language]),
		];
		return { [picture(language, 'film.gif')]: shown, [picture(language, 'form-and-text.png')]: shown };
	},

	async take(studio, save) {
		const { language, simulator, simulatorUrl, formUrl, openPage } = studio;
		const captions = CAPTIONS[language];
		await simulator.reset();
		const form = await openPage(formUrl, FORM.width, FORM.height);
		const phone = await openPage(simulatorUrl, PHONE.width + 24, 1_200);
		const line = phone.locator(`#phone-${OFFICE}`);
		await line.waitFor();
		const camera = await Camera.open(studio, form, line);

		await camera.shoot(captions.form, 1.2);
		const fields = form.locator('input:visible, textarea:visible');
		const entered = [CUSTOMER.name, CUSTOMER.number, CUSTOMER.inquiry];
		for (const [index, text] of entered.entries()) await camera.type(fields.nth(index), text, captions.form);
		await camera.shoot(captions.form, 0.6);
		await form.keyboard.press('Tab');
		await camera.shoot(captions.form, 0.5);
		const filledIn = await form.screenshot();
		await form.keyboard.press('Enter');
		await line.locator('.bubble.out').first().waitFor();
		await form.waitForTimeout(1_000);
		await camera.shoot(captions.sent, 3);
		save(picture(language, 'form-and-text.png'), await camera.frame(undefined, filledIn));

		await line.locator('.incoming input').first().fill(CUSTOMER.number);
		await camera.type(line.locator('.incoming input').nth(1), CUSTOMER.text, captions.asks);
		await line.getByRole('button', { name: language === 'ko' ? '문자 오게 하기' : 'A text comes in' }).click();
		await line.locator('.bubble.in').first().waitFor();
		await camera.shoot(captions.asks, 1.5);
		// The automatic reply polls once a minute.
		await line.locator('.bubble.out').nth(1).waitFor({ timeout: 90_000 });
		await camera.shoot(captions.answered, 4);
		save(picture(language, 'film.gif'), await camera.develop());
		await form.close();
		await phone.close();
	},
};

/** Takes the form and the phone side by side, frame by frame. */
class Camera {
	private readonly folder = temporaryFolder();
	private readonly frames: Array<{ file: string; seconds: number }> = [];

	private constructor(
		private readonly form: Page,
		private readonly phone: Locator,
		/** The page on which both are put together. */
		private readonly table: Page,
	) {}

	static async open({ browser }: Studio, form: Page, phone: Locator): Promise<Camera> {
		const table = await browser.newPage({ viewport: { width: FORM.width + PHONE.width + 96, height: FORM.height + 88 } });
		await table.setContent(`
			<style>
				body { margin: 0; padding: 0 32px; background: #e9eef2; font: 600 20px 'Noto Sans CJK KR', sans-serif; color: #16202b; }
				p { height: 56px; line-height: 56px; margin: 0; text-align: center; } p:empty { height: 32px; }
				div { display: flex; justify-content: space-between; }
				img { display: block; background: #fff; box-shadow: 0 2px 12px #0003; object-fit: cover; object-position: top; }
				#form { width: ${FORM.width}px; height: ${FORM.height}px; border-radius: 8px; }
				#phone { width: ${PHONE.width}px; height: ${PHONE.height}px; border-radius: 24px; }
			</style>
			<p></p><div><img id="form"><img id="phone"></div>`);
		return new Camera(form, phone, table);
	}

	/** @returns the form, or a picture of it, beside the phone as it is now */
	async frame(caption = '', form?: Buffer): Promise<Buffer> {
		const sources = { form: form ?? (await this.form.screenshot()), phone: await this.phone.screenshot() };
		for (const [id, source] of Object.entries(sources)) {
			const set = `Object.assign(document.getElementById('${id}'), { src: 'data:image/png;base64,${source.toString('base64')}' }).decode()`;
			await this.table.evaluate(set);
		}
		await this.table.evaluate(`document.querySelector('p').textContent = ${JSON.stringify(caption)}`);
		return await this.table.screenshot();
	}

	/** Adds a frame that stands for some seconds. */
	async shoot(caption: string, seconds: number): Promise<void> {
		const file = join(this.folder, `${this.frames.length}.png`);
		writeFileSync(file, await this.frame(caption));
		this.frames.push({ file, seconds });
	}

	/** Types into a field, with a frame for every second letter. */
	async type(field: Locator, text: string, caption: string): Promise<void> {
		await field.click();
		for (let end = 0; end < text.length; ) {
			end = Math.min(end + 2, text.length);
			await field.fill(text.slice(0, end));
			await this.shoot(caption, 0.12);
		}
	}

	/** @returns the frames as a GIF that begins anew at its end */
	async develop(): Promise<Buffer> {
		const list = join(this.folder, 'frames.txt');
		const last = this.frames.at(-1) as (typeof this.frames)[number];
		// ffmpeg takes a frame's duration only when another one follows.
		const lines = [...this.frames, last].map(({ file, seconds }) => `file '${file}'\nduration ${seconds}`);
		writeFileSync(list, lines.join('\n'));
		const film = join(this.folder, 'film.gif');
		const colours = 'split[a][b];[a]palettegen=stats_mode=diff[p];[b][p]paletteuse=dither=none:diff_mode=rectangle';
		const args = ['-v', 'error', '-f', 'concat', '-safe', '0', '-i', list, '-vf', colours, '-vsync', 'vfr', '-loop', '0', film];
		const { exitCode, lines: said } = await runProgram('ffmpeg', args, { cwd: this.folder });
		if (exitCode !== 0) throw new PlainError(`ffmpeg could not make the film. It said:\n${said.join('\n')}`);
		return readFileSync(film);
	}
}
