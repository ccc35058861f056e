/**
 * Reads Korean text in EUC-KR with the extension that phones and Windows use (code page 949): Node.js itself knows
 * only the 2,350 syllables of EUC-KR proper. The extension's syllables are all others, in the order of Unicode.
 */
export function decodeEucKr(bytes: Uint8Array): string {
	const decoder = new TextDecoder('euc-kr');
	let text = '';
	for (let index = 0; index < bytes.length; index++) {
		const [lead, trail] = [bytes[index], bytes[index + 1]];
		if (lead < 0x80) {
			text += String.fromCharCode(lead);
		} else if (trail === undefined) {
			text += '\ufffd';
		} else {
			text += extension().get(lead * 256 + trail) ?? decoder.decode(bytes.subarray(index, index + 2));
			index++;
		}
	}
	return text;
}

/** @returns whether EUC-KR proper has a character; it has all of ASCII */
export function isEucKr(character: string): boolean {
	return character <= '\x7f' || proper().has(character);
}

let properCharacters: Set<string> | undefined;

/** The characters of two bytes that EUC-KR proper has. */
function proper(): Set<string> {
	if (properCharacters) return properCharacters;
	properCharacters = new Set();
	const decoder = new TextDecoder('euc-kr');
	for (let lead = 0xa1; lead <= 0xfe; lead++) {
		for (let trail = 0xa1; trail <= 0xfe; trail++) properCharacters.add(decoder.decode(Uint8Array.of(lead, trail)));
	}
	// What stands for pairs of bytes that mean nothing.
	properCharacters.delete('\ufffd');
	return properCharacters;
}

let extensionSyllables: Map<number, string> | undefined;

/** The syllables that EUC-KR proper lacks, by their two bytes. */
function extension(): Map<number, string> {
	if (extensionSyllables) return extensionSyllables;
	extensionSyllables = new Map();
	const places = extensionPlaces();
	for (let syllable = 0xac00; syllable <= 0xd7a3; syllable++) {
		const character = String.fromCharCode(syllable);
		if (!proper().has(character)) extensionSyllables.set(places.next().value as number, character);
	}
	return extensionSyllables;
}

/** The pairs of bytes that the extension uses, in order: those that EUC-KR proper leaves free. */
function* extensionPlaces(): Generator<number> {
	for (let lead = 0x81; lead <= 0xc6; lead++) {
		for (let trail = 0x41; trail <= 0xfe; trail++) {
			const used = trail <= 0x5a || (trail >= 0x61 && trail <= 0x7a) || (trail >= 0x81 && (lead <= 0xa0 || trail <= 0xa0));
			if (used) yield lead * 256 + trail;
		}
	}
}
