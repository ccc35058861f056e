import { installPackage } from './communityPackage';
import { runDemo } from './demo';
import { languageOf, words } from './language';
import { packPackage } from './packageTarball';

runDemo(() => ({
	language: languageOf(process.argv.slice(2)),
	installPackage: async (userFolder, say) => {
		await installPackage(userFolder, await packPackage(userFolder, say));
	},
	hint: () =>
		words(
			`Try it:
  1. Fill in the form with a number such as 010-0000-1234, then look at the simulator's page: there is your text. (A number gets one an hour.)
  2. There, on the first phone (Demo Office), let a text come in: within a minute the automatic reply follows.
  3. In n8n's editor open any other workflow: its note says what it does and what it needs.`,
			`해 보기:
  1. 폼에 010-0000-1234 같은 번호를 입력해 보내고 시뮬레이터 페이지를 보세요. 문자가 나가 있습니다. (한 번호에 한 시간에 한 통만 나갑니다.)
  2. 시뮬레이터의 첫 번째 전화기(Demo Office)에서 "문자 오게 하기"를 누르세요. 1분 안에 자동 답장이 나갑니다.
  3. n8n 편집기에서 다른 워크플로도 열어 보세요. 하는 일과 필요한 것이 메모에 있습니다.`,
		),
}));
