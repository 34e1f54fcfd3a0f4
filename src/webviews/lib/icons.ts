import { svg } from 'lit';

/** Drawn here: a font of icons would need a source of fonts in the page's policy. */
export const icons = {
  warning: icon(svg`<path d="M8 1.5 15 14H1Z" /><path d="M8 6v4" /><path d="M8 11.5v1" />`),
  error: icon(svg`<circle cx="8" cy="8" r="6.5" /><path d="m5.5 5.5 5 5m0-5-5 5" />`),
  info: icon(svg`<circle cx="8" cy="8" r="6.5" /><path d="M8 7.2v4" /><path d="M8 4.6v.6" />`),
  add: icon(svg`<path d="M8 3v10M3 8h10" />`),
  remove: icon(svg`<path d="m4 4 8 8m0-8-8 8" />`),
  folder: icon(svg`<path d="M1.5 13V3.5h4l1.5 2h7.5V13Z" />`),
  file: icon(svg`<path d="M3.5 1.5h6l3 3v10h-9Z" /><path d="M9.5 1.5v3h3" />`),
  eye: icon(svg`<path d="M1.5 8Q8 1 14.5 8 8 15 1.5 8Z" /><circle cx="8" cy="8" r="2" />`),
  eyeClosed: icon(
    svg`<path d="M1.5 6.5Q8 13.5 14.5 6.5M8 10v2.5M3.5 8.7 2 10.8m10.5-2.1 1.5 2.1" />`,
  ),
  key: icon(svg`<circle cx="5" cy="11" r="3" /><path d="m7.2 8.8 6.3-6.3M11 5l2 2" />`),
  done: icon(svg`<circle cx="8" cy="8" r="6.5" /><path d="m5 8.2 2.2 2.2L11 6" />`),
  chevron: icon(svg`<path d="m6 3.5 4.5 4.5L6 12.5" />`),
  refresh: icon(svg`<path d="M13 8a5 5 0 1 1-1.5-3.6" /><path d="M13 1.5v3h-3" />`),
} as const;

function icon(shape: ReturnType<typeof svg>): ReturnType<typeof svg> {
  return svg`<svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">${shape}</svg>`;
}
