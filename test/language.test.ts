import { languageOf, speak, words } from '../scripts/language';

test.each([
	[[], 'ko-KR', 'ko'],
	[[], 'ko', 'ko'],
	[[], 'en-GB', 'en'],
	[[], 'kok-IN', 'en'],
	[['--language', 'ko'], 'en-US', 'ko'],
	[['--language=en'], 'ko-KR', 'en'],
])('%j on a computer that speaks %s: %s', (args, computer, language) => {
	expect(languageOf(args, computer)).toBe(language);
});

test.each([[['--language', 'fr']], [['--language']], [['--lang', 'ko']], [['ko']]])('%j is refused, with what to type', (args) => {
	expect(() => languageOf(args, 'en-US')).toThrow(`"${args.join(' ')}" is not understood. Type: npm start -- --language en, or ko for Korean (한국어는 ko).`);
});

test('words are English until another language is spoken', () => {
	expect(words('Ready.', '준비가 끝났습니다.')).toBe('Ready.');
	speak('ko');
	expect(words('Ready.', '준비가 끝났습니다.')).toBe('준비가 끝났습니다.');
	speak('en');
});
