import { l10n } from 'vscode';
import type { RunText } from '../protocol/runText';

/** The words of the page itself. */
export const runPageTexts: Readonly<Record<RunText, () => string>> = {
  image: () => l10n.t('Image and Command'),
  ports: () => l10n.t('Ports'),
  environment: () => l10n.t('Environment'),
  mounts: () => l10n.t('Mounts'),
  network: () => l10n.t('Network'),
  resources: () => l10n.t('Resources'),
  health: () => l10n.t('Restart and Health'),
  security: () => l10n.t('Security'),
  labels: () => l10n.t('Labels and Logging'),
  other: () => l10n.t('Everything Else'),
  search: () => l10n.t('Search all options'),
  noOption: () => l10n.t('No option is about "{0}".'),
  set: () => l10n.t('{0} set'),
  add: () => l10n.t('Add'),
  remove: () => l10n.t('Remove'),
  fromImage: () => l10n.t('From the image'),
  override: () => l10n.t('Change'),
  restore: () => l10n.t('Use the Image’s Value'),
  unset: () => l10n.t('Docker’s default'),
  imageName: () => l10n.t('Image name'),
  imageMissing: () => l10n.t('This image is not here yet. It is pulled when you run it.'),
  imagePull: () => l10n.t('Pull Now'),
  foreignSystem: () =>
    l10n.t(
      'This image is made for {0}, and this engine runs containers of {1}: it cannot run here. Choose an image for {1}, or another engine.',
    ),
  foreignPlatform: () =>
    l10n.t('This image is made for {0}: the engine has to emulate that, or cannot run it.'),
  command: () => l10n.t('Command'),
  commandHint: () =>
    l10n.t('Instead of the image’s own command. One word a row: no shell reads it.'),
  entrypointFirst: () => l10n.t('Runs as arguments of {0}, the image’s entrypoint.'),
  hostPort: () => l10n.t('Host port'),
  containerPort: () => l10n.t('Container port'),
  protocol: () => l10n.t('Protocol'),
  hostIp: () => l10n.t('Host address'),
  portAny: () => l10n.t('Any free port'),
  portTaken: () => l10n.t('Port {0} is published by "{1}" already.'),
  portTakenByProcess: () => l10n.t('Some program of this machine uses port {0} already.'),
  portUse: () => l10n.t('Use {0}'),
  publishNothing: () =>
    l10n.t(
      'The image exposes no port, so this publishes nothing. Publish the port that its program listens on:',
    ),
  publishPort: () => l10n.t('Publish {0}'),
  portsRemote: () =>
    l10n.t(
      'The engine runs on another machine: which ports its containers have is known here, which ones its other programs have is not.',
    ),
  forecast: () => l10n.t('What will be published'),
  inContainer: () => l10n.t('In the container'),
  reachedAt: () => l10n.t('Reached at'),
  isExposed: () => l10n.t('The image exposes it'),
  portClosed: () => l10n.t('Not published'),
  portOneOf: () => l10n.t('One of {0}'),
  portMore: () => l10n.t('And {0} more'),
  publishLater: () => l10n.t('Which ports these are is known once the image is here.'),
  publishWhat: () => l10n.t('Publishes {0}, on ports of the engine’s choice.'),
  portsIgnored: () =>
    l10n.t('With the network "{0}" no port is published: the program’s own ports count.'),
  moveFlags: () => l10n.t('Move Before the Image'),
  name: () => l10n.t('Name'),
  value: () => l10n.t('Value'),
  asText: () => l10n.t('Edit as Text'),
  asRows: () => l10n.t('Edit as Rows'),
  showValue: () => l10n.t('Show Value'),
  hideValue: () => l10n.t('Hide Value'),
  markSecret: () => l10n.t('Secret: masked, and kept nowhere but in the editor’s secret storage'),
  secretByName: () => l10n.t('Kept as a secret, as its name says so'),
  mountKind: () => l10n.t('Kind'),
  mountVolume: () => l10n.t('Volume'),
  mountFolder: () => l10n.t('Folder or file of the host'),
  mountTmpfs: () => l10n.t('Memory (tmpfs)'),
  mountAnonymous: () => l10n.t('Volume without a name'),
  source: () => l10n.t('Source'),
  target: () => l10n.t('Path in the container'),
  readOnly: () => l10n.t('Read-only'),
  chooseFolder: () => l10n.t('Choose Folder…'),
  chooseFile: () => l10n.t('Choose File…'),
  remoteFolder: () =>
    l10n.t('The engine runs on another machine: the path is one of that machine.'),
  mountOptions: () => l10n.t('More options'),
  newVolume: () =>
    l10n.t('There is no volume "{0}" yet: it is made, with what the image has there.'),
  dataDies: () =>
    l10n.t(
      'The image keeps data in {0}. Mount a named volume there, or the next container begins without it.',
    ),
  networkMode: () => l10n.t('Network'),
  networkUsers: () => l10n.t('Your networks'),
  aliases: () => l10n.t('Aliases'),
  address: () => l10n.t('Address'),
  networkMissing: () =>
    l10n.t('There is no network "{0}" here: create it first, or choose another.'),
  addressTaken: () => l10n.t('{0} belongs to a container already.'),
  addressOutside: () => l10n.t('{0} lies outside the network’s subnets, {1}.'),
  modeHost: () =>
    l10n.t(
      'It is in the network of the engine’s machine itself: what it listens on is open there, and it has no address of its own.',
    ),
  modeNone: () => l10n.t('It is in no network: it reaches nothing, and nothing reaches it.'),
  modeContainer: () =>
    l10n.t(
      'It has the address, the names and the ports of that container: the two reach each other as localhost, and ports are published there.',
    ),
  containerStopped: () =>
    l10n.t(
      '"{0}" is not running: start it first. Docker starts this container only while that one runs.',
    ),
  containerMissing: () =>
    l10n.t('There is no container "{0}" here: create it first, or choose another.'),
  notRunning: () => l10n.t('not running'),
  macAddress: () => l10n.t('MAC address'),
  resolves: () => l10n.t('Others in this network reach it as {0}.'),
  noNames: () =>
    l10n.t(
      'In this network there are no names: it reaches others, and others reach it, by address alone.',
    ),
  onlyLinks: () =>
    l10n.t(
      'In this network it reaches by name only what it is linked to: {0}. All else goes by address alone.',
    ),
  reaches: () => l10n.t('By name it reaches in {0}: {1}'),
  reachesNone: () => l10n.t('No container runs in {0} yet that it could reach by name.'),
  line: () => l10n.t('Command line'),
  lineHint: () => l10n.t('Paste a docker run line here, or copy it from here.'),
  shellBash: () => l10n.t('bash, zsh, sh'),
  shellPowershell: () => l10n.t('PowerShell'),
  shellCmd: () => l10n.t('Command Prompt'),
  copyAs: () => l10n.t('Copy as'),
  copied: () => l10n.t('Copied'),
  composeLeft: () => l10n.t('Copied as a compose file. Compose has no word for: {0}.'),
  oneLine: () => l10n.t('One Line'),
  manyLines: () => l10n.t('One Option a Line'),
  run: () => l10n.t('Run'),
  createOnly: () => l10n.t('Create Only'),
  runAttach: () => l10n.t('Run and Attach'),
  runLogs: () => l10n.t('Run and View Logs'),
  save: () => l10n.t('Save'),
  saveAs: () => l10n.t('Save As…'),
  saveAnew: () => l10n.t('Save…'),
  cancel: () => l10n.t('Cancel'),
  openBrowser: () => l10n.t('Open in Browser'),
  openLogs: () => l10n.t('View Logs'),
  openShell: () => l10n.t('Open Shell'),
  problems: () => l10n.t('Problems: {0}'),
  noProblems: () => l10n.t('No problems'),
  lastOutput: () => l10n.t('Last output of the container'),
};
