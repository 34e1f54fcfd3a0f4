import { l10n } from 'vscode';
import { toRecord } from '../docker/keyValue';
import { keyValueWords, validateLabels, validateWords } from '../docker/keyValueWords';
import { validateVolumeName } from '../docker/name';
import { validateVolumeOptions } from '../docker/volumeOptions';
import { readInfo } from '../engine/system';
import { createVolume } from '../engine/volumeVerbs';
import { named } from '../trees/words';
import { withProgress } from '../ui/progress';
import { runSteps } from '../ui/steps';
import type { Command } from './command';
import { pickHost } from './pickHost';

export const createVolumeFlow: Command = async app => {
  const title = l10n.t('Create Volume');
  const host = await pickHost(app, title);
  const drivers = await withProgress(l10n.t('Asking for the drivers'), async (_, signal) => {
    const { plugins } = await readInfo(host.engine, { signal });
    return plugins.volume.length > 0 ? plugins.volume : ['local'];
  });
  const wish = {
    name: '',
    driver: drivers.includes('local') ? 'local' : (drivers[0] ?? 'local'),
    options: '',
    labels: '',
  };
  const taken = (): readonly string[] => host.store.all('volume').map(({ name }) => name);
  await runSteps(title, [
    {
      when: () => drivers.length > 1,
      run: async ask => {
        const items = drivers.map(driver => ({ label: named(driver), driver }));
        const active = items.find(({ driver }) => driver === wish.driver);
        const placeHolder = l10n.t('The driver that keeps its data');
        wish.driver = (await ask.pick({ placeHolder, items, active })).driver;
      },
    },
    {
      run: async ask => {
        wish.name = await ask.text({
          prompt: l10n.t('The name of the volume; empty for one that the engine makes up.'),
          value: wish.name,
          validate: text => validateVolumeName(text, taken()),
        });
      },
    },
    {
      run: async ask => {
        wish.options = await ask.text({
          prompt: l10n.t(
            'Options of the driver as key=value, separated by blanks; empty for none.',
          ),
          placeHolder: 'type=tmpfs device=tmpfs o=size=100m',
          value: wish.options,
          validate: text => validateWords(text, words => validateVolumeOptions(wish.driver, words)),
        });
      },
    },
    {
      run: async ask => {
        wish.labels = await ask.text({
          prompt: l10n.t('Labels as key=value, separated by blanks; empty for none.'),
          placeHolder: 'project=shop "note=two words"',
          value: wish.labels,
          validate: validateLabels,
        });
      },
    },
  ]);
  const { name, driver } = wish;
  const [options, labels] = [keyValueWords(wish.options), keyValueWords(wish.labels)];
  app.said.say('volume', 'create', ...volumeArgs({ name, driver, options, labels }));
  await withProgress(title, (_, signal) =>
    createVolume(
      host.engine,
      { name, driver, options: toRecord(options), labels: toRecord(labels) },
      { signal },
    ),
  );
};

function volumeArgs(wish: {
  readonly name: string;
  readonly driver: string;
  readonly options: readonly string[];
  readonly labels: readonly string[];
}): readonly string[] {
  return [
    ...(wish.driver === 'local' ? [] : ['--driver', wish.driver]),
    ...wish.options.flatMap(option => ['--opt', option]),
    ...wish.labels.flatMap(label => ['--label', label]),
    ...(wish.name === '' ? [] : [wish.name]),
  ];
}
