import type { Shown } from '../../../simulator/control/stream';
import { LINE_LISTS } from '../../../simulator/office/lineLists';
import type { ListName } from '../../../simulator/office/lineLists';
import { startSimulator } from '../../../simulator/server';
import { OFFICE, useSimulator } from '../helpers';

const simulator = useSimulator();
const { client } = simulator;

/** Looks on as the page does. */
async function look(url = simulator.url()) {
	const gone = new AbortController();
	const response = await fetch(`${url}/_simulator/events`, { signal: gone.signal });
	const events = readEvents(response.body as AsyncIterable<Uint8Array>);
	return {
		response,
		leave: () => gone.abort(),
		/** Waits for the next state in which something is the case; fails where none comes in two seconds. */
		async until(isSo: (state: Shown) => boolean): Promise<Shown> {
			const timeUp = setTimeout(() => gone.abort(), 2000);
			try {
				for (;;) {
					const { value, done } = await events.next();
					if (done) throw new Error('the stream has ended');
					if (isSo(value)) return value;
				}
			} finally {
				clearTimeout(timeUp);
			}
		},
	};
}

async function* readEvents(body: AsyncIterable<Uint8Array>): AsyncGenerator<Shown, void> {
	const decoder = new TextDecoder();
	let text = '';
	for await (const chunk of body) {
		text += decoder.decode(chunk, { stream: true });
		const events = text.split('\n\n');
		text = events.pop() as string;
		for (const event of events) yield JSON.parse(event.replace(/^data: /, ''));
	}
}

test('the state comes at once, and again with each change', async () => {
	const { response, until, leave } = await look();
	expect(response.headers.get('content-type')).toBe('text/event-stream');
	expect(await until(() => true)).toEqual(await simulator.state());

	await simulator.setLine({ pickUpSeconds: 1 });
	await until(({ lines }) => lines[0].pickUpSeconds === 1);
	void simulator.answer('clickdial', { destnumber: '01000001234' });
	await until(({ lines }) => lines[0].call?.state === 'ringing');
	// Nobody asks for anything here: the phone is picked up by itself.
	await until(({ lines }) => lines[0].call?.state === 'talking');
	await simulator.answer('smssend', { destnumber: '01000001234', smsmsg: '안녕' });
	await until(({ texts }) => texts[0]?.text === '안녕');
	await client().cause({ command: 'userinfo', kind: 'http' });
	await until(({ faults }) => faults.length === 1);
	await client().choose({ numbers: 'strings' });
	await until(({ settings }) => settings.numbers === 'strings');
	await client().setTime('2026-01-01T00:00:00+09:00');
	await until(({ clock }) => clock !== null);
	await client().reset();
	const state = await until(({ texts }) => texts.length === 0);
	expect(state).toEqual(await simulator.state());
	leave();
});

test('nothing comes while nothing changes', async () => {
	const { until, leave } = await look();
	await until(() => true);
	const next = until(() => true);
	await new Promise((resolve) => setTimeout(resolve, 500));
	await client().cause({ command: 'userinfo', kind: 'http' });
	expect((await next).faults).toHaveLength(1);
	await client().clearFaults();
	leave();
});

test('long lists come in part', async () => {
	await simulator.setLine({ sendsLeft: 300 });
	const recipients = Array.from({ length: 10 }, (_, i) => `0100000200${i}`).join(',');
	for (let i = 0; i < 21; i += 1) await simulator.answer('smssend', { destnumber: recipients, smsmsg: `${i}` });
	const { until, leave } = await look();
	const { texts } = await until(() => true);
	expect(texts).toHaveLength(200);
	expect(texts[199].text).toBe('20');
	expect((await simulator.state()).texts).toHaveLength(210);
	leave();
});

test('a simulator that ends takes leave of those who look on', async () => {
	const other = await startSimulator({ port: 0, host: '127.0.0.1' });
	const { until } = await look(other.url);
	expect((await until(() => true)).lines[0].number).toBe(OFFICE);
	await other.close();
	await expect(until(() => true)).rejects.toThrow();
});

test('of each list of a line a page is sent the last 200 entries', async () => {
	const line = (await simulator.state()).lines[0];
	// As many as there are entries of in the demo office.
	const lists = (Object.keys(LINE_LISTS) as ListName[]).filter((name) => line[name].length > 0);
	expect(lists.length).toBeGreaterThan(4);
	const long = Object.fromEntries(lists.map((name) => [name, Array.from({ length: 201 }, () => line[name][0])]));
	await simulator.setLine(long as never);
	const { until, leave } = await look();
	const [sent] = (await until(() => true)).lines;
	expect(lists.map((name) => [name, sent[name].length])).toEqual(lists.map((name) => [name, 200]));
	leave();
});
