import { useSimulator } from './helpers';

const simulator = useSimulator();

test('the page is one HTML file that needs nothing from elsewhere', async () => {
	const response = await fetch(`${simulator.url()}/`);
	expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
	expect(response.headers.get('content-security-policy')).toContain("default-src 'self'");
	const page = await response.text();
	expect(page).toContain('A text comes in');
	expect(page).not.toMatch(/(?:src|href)="(?!data:)|url\(|@import/);
});

test('what texts hold never becomes HTML', async () => {
	const page = await (await fetch(`${simulator.url()}/`)).text();
	expect(page).not.toMatch(/innerHTML|outerHTML|insertAdjacentHTML|document\.write/);
});
