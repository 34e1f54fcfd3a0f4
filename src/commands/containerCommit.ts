import { l10n, window } from 'vscode';
import { familiarReference, parseReference, withDefaultTag } from '../docker/reference';
import { validateTagTarget } from '../docker/validateReference';
import { commitContainer } from '../engine/containerCommit';
import { named } from '../trees/words';
import { confirm } from '../ui/confirm';
import { withProgress } from '../ui/progress';
import { runSteps } from '../ui/steps';
import { unlinked } from '../ui/unlinked';
import type { App } from './app';
import { type CommandTable, onOne } from './command';
import type { FoundContainer } from './containerState';

export const containerCommitCommands = {
  'container.commit': onOne(
    'container',
    {
      where: ({ state }) => state !== 'removing' && state !== 'dead',
      nothing: l10n.t('There is no container.'),
      question: l10n.t('Which container should become an image?'),
    },
    commit,
  ),
} satisfies CommandTable;

interface Answers {
  name: string;
  author: string;
  message: string;
  pause: boolean;
}

async function commit(app: App, found: FoundContainer): Promise<void> {
  const { host, record } = found;
  const answers = await ask(found);
  const reference = parseReference(answers.name);
  if (!reference) return;
  const image = familiarReference(withDefaultTag(reference));
  if (!(await isFree(found, image))) return;
  const { author, message, pause } = answers;
  app.said.say(
    'commit',
    ...(author === '' ? [] : ['-a', author]),
    ...(message === '' ? [] : ['-m', message]),
    ...(pause ? [] : ['--pause=false']),
    record.name,
    image,
  );
  const wish = { reference, author, message, pause };
  await withProgress(l10n.t('Committing {0}', named(record.name)), (_, signal) =>
    commitContainer(host.engine, record.id, wish, { signal }),
  );
  void window.showInformationMessage(
    unlinked(l10n.t('"{0}" is an image now: {1}.', named(record.name), named(image))),
  );
}

async function ask({ record }: FoundContainer): Promise<Answers> {
  const answers: Answers = { name: '', author: '', message: '', pause: true };
  await runSteps(l10n.t('Commit {0} to an Image', named(record.name)), [
    {
      run: async asker => {
        const name = await asker.text({
          prompt: l10n.t(
            'A name for the image. It gets the files outside the volumes, and the variables, secrets included.',
          ),
          placeHolder: 'owner/app:2',
          value: answers.name,
          required: true,
          validate: text => validateTagTarget(text.trim()),
        });
        answers.name = name.trim();
      },
    },
    {
      run: async asker => {
        answers.message = await asker.text({
          prompt: l10n.t('What changed, for the history of the image; may stay empty.'),
          value: answers.message,
        });
      },
    },
    {
      run: async asker => {
        answers.author = await asker.text({
          prompt: l10n.t('Who made it; may stay empty.'),
          placeHolder: 'Ada <ada@example.com>',
          value: answers.author,
        });
      },
    },
    {
      when: () => record.state === 'running',
      run: async asker => {
        const { pause } = await asker.pick({
          placeHolder: l10n.t('It is running. Should it stand still meanwhile?'),
          items: [
            {
              label: l10n.t('Pause It'),
              description: l10n.t('no file is caught half written'),
              pause: true,
            },
            { label: l10n.t('Let It Run'), description: '--pause=false', pause: false },
          ],
        });
        answers.pause = pause;
      },
    },
  ]);
  return answers;
}

/** A name that another image has moves to the new one. */
async function isFree({ host }: FoundContainer, image: string): Promise<boolean> {
  const isTaken = host.store.all('image').some(({ tags }) => tags.includes(image));
  if (!isTaken) return true;
  return confirm({
    question: l10n.t('"{0}" names another image. Should the new one take its name?', named(image)),
    detail: l10n.t('The other image stays, without this name.'),
    action: l10n.t('Take the Name'),
  });
}
