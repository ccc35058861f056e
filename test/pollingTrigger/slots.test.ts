import { inSlot } from '../../nodes/UplusCentrex/pollingTrigger/slots';

const moment = async () => await new Promise((resolve) => setImmediate(resolve));

/** Works that are under way until they are ended, by name. */
function works() {
	const begun: string[] = [];
	const ends = new Map<string, (fails?: boolean) => void>();
	const begin = (name: string, place: number) =>
		inSlot(place, async () => {
			begun.push(name);
			await new Promise<void>((resolve, reject) => ends.set(name, (fails) => (fails ? reject(new Error(name)) : resolve())));
			return name;
		});
	const end = async (name: string, fails = false) => {
		ends.get(name)?.(fails);
		await moment();
	};
	return { begun, begin, end };
}

test('four are under way at once; the next free slot is for who stands first, and of those that stand alike for who came first', async () => {
	const { begun, begin, end } = works();
	const all = ['a', 'b', 'c', 'd'].map(async (name, place) => await begin(name, place));
	all.push(begin('late', 9), begin('e', 4), begin('f', 4), begin('again', 0));
	await moment();
	expect(begun).toEqual(['a', 'b', 'c', 'd']);
	for (const name of ['c', 'a', 'again', 'e']) await end(name);
	expect(begun.slice(4)).toEqual(['again', 'e', 'f', 'late']);
	for (const name of ['b', 'd', 'f', 'late']) await end(name);
	expect(await Promise.all(all)).toEqual(['a', 'b', 'c', 'd', 'late', 'e', 'f', 'again']);
});

test('what fails hands its slot on, and says so', async () => {
	const { begun, begin, end } = works();
	const failing = ['a', 'b', 'c', 'd', 'e', 'f'].map(async (name) => await begin(name, 0).catch((error: Error) => `no ${error.message}`));
	await moment();
	for (const name of ['a', 'b', 'c', 'd', 'e', 'f']) await end(name, true);
	expect(await Promise.all(failing)).toEqual(['no a', 'no b', 'no c', 'no d', 'no e', 'no f']);
	// All four are free again.
	const next = ['g', 'h', 'i', 'j', 'k'].map(async (name) => await begin(name, 0));
	await moment();
	expect(begun.slice(6)).toEqual(['g', 'h', 'i', 'j']);
	for (const name of ['g', 'h', 'i', 'j', 'k']) await end(name);
	await Promise.all(next);
});
