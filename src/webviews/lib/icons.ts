import { svg } from 'lit';

/** Drawn here: a font of icons would need a source of fonts in the page's policy. */
export const icons = {
  warning: icon(svg`<path d="M8 1.5 15 14H1Z" /><path d="M8 6v4" /><path d="M8 11.5v1" />`),
  chevron: icon(svg`<path d="m6 3.5 4.5 4.5L6 12.5" />`),
  refresh: icon(svg`<path d="M13 8a5 5 0 1 1-1.5-3.6" /><path d="M13 1.5v3h-3" />`),
} as const;

function icon(shape: ReturnType<typeof svg>): ReturnType<typeof svg> {
  return svg`<svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">${shape}</svg>`;
}
