// Tables as spreadsheets put them on the clipboard: cells parted by tabs, and quoted
// where they hold a tab, a line break or a quote.

const quoted = (text) => (/[\t\n\r"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

export function asTSV(rows) {
  return rows.map((row) => row.map(quoted).join("\t")).join("\n");
}

export function asHTML(rows) {
  const table = document.createElement("table");
  for (const row of rows) {
    const line = table.insertRow();
    for (const text of row) {
      const cell = line.insertCell();
      // Excel takes a plain line break for a new row, and this one for a new line.
      cell.style.whiteSpace = "pre-wrap";
      text.split("\n").forEach((part, index) => {
        if (index) cell.append(document.createElement("br"));
        cell.append(part);
      });
    }
  }
  return table.outerHTML;
}

const FIELD = /^"((?:[^"]|"")*)"(?=[\t\n]|$)|^[^\t\n]*/;

// Returns rows of texts. A quote that nothing closes is only a quote.
export function fromTSV(pasted) {
  let rest = pasted.replace(/\r\n?/g, "\n").replace(/\n$/, "");
  const rows = [[]];
  for (;;) {
    const [whole, inside] = rest.match(FIELD);
    rows.at(-1).push(inside === undefined ? whole : inside.replaceAll('""', '"'));
    const end = rest[whole.length];
    rest = rest.slice(whole.length + 1);
    if (end === undefined) return rows;
    if (end === "\n") rows.push([]);
  }
}
