/** `${name}`, which a reader of the code would take for a template that was meant. */
export const variable = (name: string): string => `\${${name}}`;
