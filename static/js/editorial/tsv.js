// Tables as spreadsheets put them on the clipboard: cells separated by tabs, and quoted
// if they hold a tab, a line break or a quote.

const quoted = (
  text,
) => (/[\t\n\r"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

// What a spreadsheet would run, with an apostrophe before it or without, as in
// careers/text/guards.py.
const FORMULA = /^'*[ \u00a0\ufeff]*[=+@＝＋－＠\t\r\n-]/;

const guarded = (text) => (FORMULA.test(text) ? `'${text}` : text);

export function unguarded(text) {
  return text.startsWith("'") && FORMULA.test(text) ? text.slice(1) : text;
}

export function asTSV(rows) {
  return rows.map((row) => row.map(guarded).map(quoted).join("\t")).join("\n");
}

export function asHTML(rows) {
  const table = document.createElement("table");
  for (const row of rows) {
    const line = table.insertRow();
    for (const text of row) {
      const cell = line.insertCell();
      // Excel starts a new row at a plain line break, and a new line at this one.
      cell.style.whiteSpace = "pre-wrap";
      guarded(text).split("\n").forEach((part, index) => {
        if (index) cell.append(document.createElement("br"));
        cell.append(part);
      });
    }
  }
  return table.outerHTML;
}

const FIELD = /^"((?:[^"]|"")*)"(?=[\t\n]|$)|^[^\t\n]*/;

// Returns rows of texts. An opening quote without a closing one is part of the text.
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
