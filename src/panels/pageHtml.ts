import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';

/** The only folders of ours that a page may load from. */
export function pageRoots(extensionUri: vscode.Uri): readonly vscode.Uri[] {
  return [
    vscode.Uri.joinPath(extensionUri, 'dist', 'webviews'),
    vscode.Uri.joinPath(extensionUri, 'media'),
  ];
}

/**
 * The frame of a page, without any data: what it shows comes as state. Nothing is loaded but our
 * script, style sheets and pictures, and nothing runs inline.
 */
export function pageHtml(
  webview: vscode.Webview,
  extensionUri: vscode.Uri,
  { name, styles }: { readonly name: string; readonly styles: readonly string[] },
): string {
  const nonce = randomBytes(16).toString('base64url');
  const at = (...path: readonly string[]): string =>
    webview.asWebviewUri(vscode.Uri.joinPath(extensionUri, ...path)).toString();
  const policy = [
    `default-src 'none'`,
    `script-src 'nonce-${nonce}'`,
    `style-src ${webview.cspSource}`,
    `img-src ${webview.cspSource}`,
    `base-uri 'none'`,
    `form-action 'none'`,
  ].join('; ');
  const sheets = ['page', ...styles]
    .map(style => `<link rel="stylesheet" href="${escaped(at('media', `${style}.css`))}">`)
    .join('\n');
  return `<!DOCTYPE html>
<html lang="${escaped(vscode.env.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escaped(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
${sheets}
<title>Slipway</title>
</head>
<body>
<slipway-${name}></slipway-${name}>
<script type="module" nonce="${nonce}" src="${escaped(at('dist', 'webviews', `${name}.js`))}"></script>
</body>
</html>`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, sign => `&#${sign.charCodeAt(0)};`);
}
