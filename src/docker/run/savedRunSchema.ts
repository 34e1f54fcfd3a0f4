import { factsOf, isList, isSwitch, type OptionName, optionNames } from './options';
import { savedModes } from './savedRun';
import { takesNumber } from './savedRunOptions';

type Schema = Readonly<Record<string, unknown>>;

/** What some options are mostly given. */
const examples: Partial<Readonly<Record<OptionName, readonly string[]>>> = {
  publish: ['8080:80'],
  volume: ['data:/data'],
  restart: ['no', 'on-failure', 'always', 'unless-stopped'],
  pull: ['missing', 'always', 'never'],
  network: ['bridge', 'host', 'none'],
  memory: ['512m'],
};

/**
 * The JSON schema of a saved run, from the table of options: what `readSavedRun` reads.
 *
 * @param help what each option is for
 */
export function savedRunSchema(help: Readonly<Record<OptionName, string>>): Schema {
  const options = optionNames.map(name => [name, optionSchema(name, help[name])]);
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'A saved run of Slipway: .vscode/slipway/<name>.json',
    type: 'object',
    required: ['image'],
    additionalProperties: false,
    defaultSnippets: [{ label: 'docker run', body: { image: '$1', options: {}, mode: 'start' } }],
    properties: {
      $schema: { type: 'string' },
      title: text('What it is called where it is offered.'),
      description: text('What it is for.'),
      image: text('The image, as docker run takes it, such as nginx:1.27.'),
      command: {
        ...texts('Instead of the command of the image, word by word: no shell reads it.'),
      },
      options: {
        description: 'The options of docker run, by their long names.',
        type: 'object',
        additionalProperties: false,
        properties: Object.fromEntries(options),
      },
      mode: {
        description: 'What is done with the container once it is made.',
        enum: savedModes,
        enumDescriptions: [
          'Starts it in the background.',
          'Starts it with a terminal on its main process.',
          'Starts it in the background, and opens its logs.',
          'Creates it, and does not start it.',
        ],
      },
      inputs: {
        description: `What is asked for when it is run, for variables such as \${input:port}.`,
        type: 'array',
        items: { oneOf: [textInput, pickInput] },
      },
    },
  };
}

function optionSchema(name: OptionName, help: string): Schema {
  const { deprecated } = factsOf(name);
  const { [name]: own } = examples;
  const more = {
    description: help,
    ...(deprecated && { deprecationMessage: 'Docker has given it up: it is better left out.' }),
  };
  if (isSwitch(name)) return { type: 'boolean', ...more };
  if (isList(name)) {
    const items = { type: 'string', ...(own && { examples: own }) };
    return { type: ['array', 'string'], items, ...more };
  }
  return {
    type: takesNumber(name) ? ['string', 'number'] : 'string',
    ...more,
    ...(own && { examples: own }),
  };
}

function text(description: string): Schema {
  return { type: 'string', description };
}

function texts(description: string): Schema {
  return { type: 'array', items: { type: 'string' }, description };
}

const shared = {
  id: { ...text('The name behind input: in the variable.'), pattern: '^[\\w.-]+$' },
  description: text('The question.'),
  default: text('What is offered as the answer.'),
};

const textInput: Schema = {
  type: 'object',
  required: ['id', 'type'],
  additionalProperties: false,
  properties: {
    ...shared,
    type: { const: 'promptString', description: 'A text that is typed.' },
    password: { type: 'boolean', description: 'It is not shown while it is typed.' },
  },
};

const pickInput: Schema = {
  type: 'object',
  required: ['id', 'type', 'options'],
  additionalProperties: false,
  properties: {
    ...shared,
    type: { const: 'pickString', description: 'One of several that are offered.' },
    options: {
      description: 'What is offered.',
      type: 'array',
      minItems: 1,
      items: {
        oneOf: [
          { type: 'string' },
          {
            type: 'object',
            required: ['label', 'value'],
            additionalProperties: false,
            properties: { label: text('What is seen.'), value: text('What is put in.') },
          },
        ],
      },
    },
  },
};
