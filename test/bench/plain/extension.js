// What the editor itself costs: one GET for the containers, the first 200 as rows with a name and no more.
const http = require('node:http');
const vscode = require('vscode');

exports.activate = () => {
  view('containers', async () => {
    const containers = await get('/containers/json?all=1');
    return containers.slice(0, 200).map(({ Names }) => Names[0].slice(1));
  });
  for (const other of ['images', 'volumes', 'networks']) view(other, async () => []);
};

function view(name, getChildren) {
  const treeDataProvider = { getChildren, getTreeItem: row => new vscode.TreeItem(row) };
  vscode.window.createTreeView(`plain.${name}`, { treeDataProvider });
}

function get(path) {
  const socketPath = process.env.DOCKER_HOST.replace('unix://', '');
  return new Promise((resolve, reject) => {
    const request = http.get({ socketPath, path, agent: false }, answer => {
      const chunks = [];
      answer.on('data', chunk => chunks.push(chunk));
      answer.on('end', () => resolve(JSON.parse(Buffer.concat(chunks))));
      answer.on('error', reject);
    });
    request.on('error', reject);
  });
}
