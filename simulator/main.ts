import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { languageOf, speak, words } from '../scripts/language';
import demoOffice from './demo-office.json';
import { BadInput } from './office/input';
import { readLines } from './office/officeFile';
import { SETTINGS } from './restApi/settings';
import type { Service } from './restApi/settings';
import { startSimulator } from './server';
import type { Simulator } from './server';

const USE = 'Use: npm run simulator -- --port 7070 --host 127.0.0.1 --data my-office.json --service document';

async function main(): Promise<void> {
	speak(languageOf([]));
	const { port, host, data, service } = readArguments();
	const office = data === undefined ? demoOffice : await readOffice(data);
	const simulator = await start(port, host, office, service);
	const [{ number, password }, ...others] = readLines(office);
	const more = others.filter((line) => line.password === password).map((line) => line.number);
	const shared = more.length > 0 ? `\n\n${words('More lines with this password:', '같은 비밀번호를 쓰는 회선:')} ${more.join(', ')}` : '';
	console.log(`${words('The Centrex simulator is running. Press Ctrl-C to stop it.', '센트릭스 시뮬레이터를 시작했습니다. 끝내려면 Ctrl-C를 누르세요.')}

  ${words('Page     ', '페이지   ')} ${simulator.url}/

${words("In n8n's credential:", 'n8n 자격 증명에 입력할 값:')}

  Service   Other Address
  Base URL  ${simulator.url}/RestApi
  Number    ${number}
  Password  ${password}${shared}`);

	for (const signal of ['SIGINT', 'SIGTERM'] as const) {
		process.once(signal, () => {
			void simulator.close().then(() => console.log(words('The Centrex simulator has stopped.', '센트릭스 시뮬레이터를 끝냈습니다.')));
		});
	}
}

function readArguments(): { port: number; host: string; data?: string; service: Service } {
	try {
		const { values } = parseArgs({
			options: {
				port: { type: 'string', default: '7070' },
				host: { type: 'string', default: '127.0.0.1' },
				data: { type: 'string' },
				service: { type: 'string', default: 'today' },
			},
		});
		const port = /^\d{1,5}$/.test(values.port) ? Number(values.port) : NaN;
		if (!(port <= 65535)) return giveUp(`--port must be a number from 0 to 65535, not "${values.port}".`);
		const service = SETTINGS.service.find((one) => one === values.service);
		if (!service) return giveUp(`--service must be today or document, not "${values.service}".`);
		return { port, host: values.host, data: values.data, service };
	} catch (error) {
		return giveUp(`${(error as Error).message}\n${USE}`);
	}
}

async function readOffice(file: string): Promise<unknown> {
	const content = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
		const reason = error.code === 'ENOENT' ? 'there is no such file' : error.message;
		return giveUp(`${file} cannot be read: ${reason}.`);
	});
	try {
		const office: unknown = JSON.parse(content);
		readLines(office);
		return office;
	} catch (error) {
		if (error instanceof BadInput) return giveUp(`${file}: ${error.message}`);
		return giveUp(`${file} is no JSON: ${(error as Error).message}`);
	}
}

async function start(port: number, host: string, office: unknown, service: Service): Promise<Simulator> {
	try {
		return await startSimulator({ port, host, office, service });
	} catch (error) {
		const { code, message } = error as NodeJS.ErrnoException;
		if (code === 'EADDRINUSE') {
			return giveUp(
				words(
					`Port ${port} is already in use. Stop the program that uses it, or choose another one, for example --port 7071.`,
					`포트 ${port}번을 다른 프로그램이 쓰고 있습니다. 그 프로그램을 끝내거나 --port 7071처럼 다른 포트를 지정하세요.`,
				),
			);
		}
		if (code === 'EACCES') return giveUp(`Port ${port} is reserved for the system. Choose one above 1023.`);
		if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
			return giveUp(`This machine has no address "${host}". Leave --host away, or use 127.0.0.1.`);
		}
		return giveUp(`The simulator could not start: ${message}`);
	}
}

function giveUp(sentence: string): never {
	console.error(sentence);
	process.exit(1);
}

void main();
