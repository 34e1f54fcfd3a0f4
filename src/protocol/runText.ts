/** The words of the form of a run itself, by where they stand. */
export type RunText =
  // Sections
  | 'image'
  | 'ports'
  | 'environment'
  | 'mounts'
  | 'network'
  | 'resources'
  | 'health'
  | 'security'
  | 'labels'
  | 'other'
  // Rows and lists
  | 'search' // the search box over all options
  | 'noOption' // {0}: what was searched
  | 'set' // {0}: how many options of a section are set
  | 'add'
  | 'remove'
  | 'fromImage'
  | 'override'
  | 'restore' // takes the image's own value again
  | 'unset' // a switch or choice that is left to Docker
  // Image and command
  | 'imageName'
  | 'imageMissing'
  | 'imagePull'
  | 'foreignPlatform' // {0}: the platform
  | 'foreignSystem' // {0}: the platform, {1}: the engine's system
  | 'command'
  | 'commandHint'
  | 'entrypointFirst' // {0}: the image's entrypoint
  // Ports
  | 'hostPort'
  | 'containerPort'
  | 'protocol'
  | 'hostIp'
  | 'portAny' // a random port of the engine's choice
  | 'portTaken' // {0}: port, {1}: container
  | 'portTakenByProcess' // {0}: port
  | 'portUse' // {0}: the next free one
  | 'publishNothing' // -P where the image exposes nothing
  | 'publishLater' // -P while the image is not here
  | 'publishWhat' // {0}: the ports that -P publishes
  | 'publishPort' // {0}: the port
  | 'portsRemote' // the engine's machine is another one
  | 'forecast' // what will be published, a table
  | 'inContainer'
  | 'reachedAt'
  | 'isExposed'
  | 'portClosed'
  | 'portOneOf' // {0}: the ports
  | 'portMore' // {0}: how many
  | 'portsIgnored' // {0}: the network mode
  | 'moveFlags' // puts the flags behind the image before it
  // Environment
  | 'name'
  | 'value'
  | 'asText'
  | 'asRows'
  | 'showValue'
  | 'hideValue'
  | 'markSecret'
  | 'secretByName'
  // Mounts
  | 'mountKind'
  | 'mountVolume'
  | 'mountFolder'
  | 'mountTmpfs'
  | 'mountAnonymous'
  | 'source'
  | 'target'
  | 'readOnly'
  | 'chooseFolder'
  | 'chooseFile'
  | 'remoteFolder'
  | 'mountOptions' // beside what a row of mounts has fields for
  | 'newVolume' // {0}: the name of a volume that is not there yet
  | 'dataDies' // {0}: the path of the image's volume
  // Network
  | 'networkMode'
  | 'networkUsers'
  | 'aliases'
  | 'address'
  | 'networkMissing' // {0}: the name
  | 'addressTaken' // {0}
  | 'addressOutside' // {0}: address, {1}: subnets
  | 'modeHost'
  | 'modeNone'
  | 'modeContainer'
  | 'containerStopped' // {0}: the container whose network is shared
  | 'containerMissing' // {0}: the name
  | 'notRunning' // beside the name of a container
  | 'macAddress'
  | 'resolves' // {0}: the names by which it is reached
  | 'noNames'
  | 'onlyLinks' // {0}: the names that --link gives, where there are no others
  | 'reaches' // {0}: a network, {1}: the names that it can reach there
  | 'reachesNone' // {0}: the network
  // Line and buttons
  | 'line'
  | 'lineHint'
  | 'shellBash'
  | 'shellPowershell'
  | 'shellCmd'
  | 'copyAs' // before the names of what it is copied as
  | 'copied'
  | 'composeLeft' // {0}: the flags that Compose has no word for
  | 'oneLine'
  | 'manyLines'
  | 'run'
  | 'createOnly'
  | 'runAttach'
  | 'runLogs'
  | 'save'
  | 'saveAs'
  | 'saveAnew'
  | 'cancel'
  | 'openBrowser'
  | 'openLogs'
  | 'openShell'
  | 'problems' // {0}: how many
  | 'noProblems'
  | 'lastOutput';
