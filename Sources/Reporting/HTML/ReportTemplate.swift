/// The report's page, table and style in Mustache: no script, no address outside the page's folder.
enum ReportTemplate {
  static let page = """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>{{title}}</title>
    <style>
    {{> style}}
    </style>
    </head>
    <body>
    <a class="skip" href="#verdicts">Skip to the verdicts</a>
    <header>
    <h1>{{title}}</h1>
    <p class="question">{{question}}</p>
    </header>
    <main>
    <section id="verdicts" aria-labelledby="verdicts-heading">
    <h2 id="verdicts-heading">Verdicts</h2>
    {{#verdicts}}{{> table}}{{/verdicts}}
    {{#findings}}<p>{{.}}</p>
    {{/findings}}
    </section>
    <nav aria-label="Contents"><ul>
    {{#sections}}<li><a href="#{{id}}">{{heading}}</a></li>
    {{/sections}}{{#hasMethod}}<li><a href="#method">How it was done</a></li>
    {{/hasMethod}}{{#hasProvenance}}<li><a href="#provenance">Provenance</a></li>
    {{/hasProvenance}}{{#hasLinks}}<li><a href="#files">Files</a></li>
    {{/hasLinks}}</ul></nav>
    {{#sections}}<section id="{{id}}" aria-labelledby="{{id}}-heading">
    <h2 id="{{id}}-heading">{{heading}}</h2>
    {{#paragraphs}}<p>{{.}}</p>
    {{/paragraphs}}
    {{#sheets}}{{> table}}{{/sheets}}
    {{#illustrations}}<figure id="figure-{{number}}">
    <div class="paper" style="--width: {{width}}">{{{svg}}}</div>
    <figcaption><b>Figure {{number}}.</b> {{caption}}{{#hasLinks}} <span class="files">{{#links}}<a href="{{target}}">{{text}}</a> {{/links}}</span>{{/hasLinks}}</figcaption>
    </figure>
    {{/illustrations}}
    </section>
    {{/sections}}
    {{#hasMethod}}<section id="method" aria-labelledby="method-heading">
    <h2 id="method-heading">How it was done</h2>
    {{#method}}<p>{{.}}</p>
    {{/method}}
    </section>
    {{/hasMethod}}
    {{#hasProvenance}}<section id="provenance" aria-labelledby="provenance-heading">
    <h2 id="provenance-heading">Provenance</h2>
    <dl>
    {{#provenance}}<dt>{{name}}</dt><dd>{{value}}</dd>
    {{/provenance}}
    </dl>
    </section>
    {{/hasProvenance}}
    {{#hasLinks}}<section id="files" aria-labelledby="files-heading">
    <h2 id="files-heading">Files</h2>
    <ul>
    {{#links}}<li><a href="{{target}}">{{text}}</a></li>
    {{/links}}
    </ul>
    </section>
    {{/hasLinks}}
    </main>
    </body>
    </html>

    """

  static let table = """
    <div class="sheet" role="region" aria-labelledby="table-{{number}}" tabindex="0">
    <table>
    <caption id="table-{{number}}"><b>Table {{number}}.</b> {{title}}{{#links}} <a class="files" href="{{target}}">CSV</a>{{/links}}</caption>
    <thead><tr>{{#headings}}<th scope="col"{{#numeric}} class="number"{{/numeric}}>{{title}} <small>{{intervals}}</small></th>{{/headings}}</tr></thead>
    {{#sections}}<tbody>
    {{#named}}<tr><th class="section" scope="rowgroup" colspan="{{span}}">{{name}}</th></tr>
    {{/named}}{{#rows}}<tr>{{#cells}}{{#first}}<th scope="row"{{#numeric}} class="number"{{/numeric}}>{{/first}}{{^first}}<td{{#numeric}} class="number"{{/numeric}}>{{/first}}{{#tones}}<span class="{{.}}">{{/tones}}{{#targets}}<a href="{{.}}">{{/targets}}{{text}}{{#targets}}</a>{{/targets}}{{#tones}}</span>{{/tones}}{{#notes}}<sup>{{.}}</sup>{{/notes}}{{#first}}</th>{{/first}}{{^first}}</td>{{/first}}{{/cells}}</tr>
    {{/rows}}</tbody>
    {{/sections}}</table>
    {{#hasNotes}}<p class="notes">{{#reasons}}<sup>{{letter}}</sup> {{text}}. {{/reasons}}{{#notes}}{{.}} {{/notes}}</p>
    {{/hasNotes}}</div>

    """

  static let style = """
    :root { color-scheme: light dark; --ink: #1c1c1c; --paper: #ffffff; --muted: #5c5c5c; --rule: #d0d0d0; --band: #f4f4f4;
      --link: #00558c; --good: #00664a; --bad: #a63d00; }
    @media (prefers-color-scheme: dark) { :root { --ink: #e8e8e8; --paper: #17181a; --muted: #a8a8a8; --rule: #3c3f44; --band: #222428;
      --link: #7cc4f5; --good: #58d3a8; --bad: #ff9d66; } .paper { filter: brightness(.92); } }
    body { margin: 0 auto; padding: 1.5rem 1rem 4rem; max-width: 62rem; font: 1rem/1.55 "Liberation Sans", Arial, Helvetica, sans-serif;
      color: var(--ink); background: var(--paper); }
    h1 { font-size: 1.7rem; line-height: 1.2; margin: 0 0 .3rem; } h2 { font-size: 1.25rem; margin: 2.2rem 0 .6rem; }
    p { max-width: 46rem; margin: .6rem 0; } .question { font-size: 1.1rem; color: var(--muted); }
    a { color: var(--link); } a:focus-visible, .sheet:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
    .skip { position: absolute; left: -99rem; } .skip:focus { position: static; }
    nav ul { display: flex; flex-wrap: wrap; gap: .3rem 1.2rem; padding: .6rem 0; margin: 1.5rem 0 0; list-style: none;
      border-block: 1px solid var(--rule); }
    .sheet { overflow-x: auto; margin: 1rem 0; }
    table { border-collapse: collapse; font-size: .875rem; font-variant-numeric: tabular-nums; }
    caption { text-align: left; padding: .2rem 0 .5rem; } th, td { text-align: left; padding: .28rem .9rem .28rem 0; vertical-align: top; }
    thead th { border-bottom: 1px solid var(--ink); vertical-align: bottom; }
    tbody th { font-weight: 400; } tbody th[scope=row]:not(.number) { min-width: 11rem; } th small { display: block; font-weight: 400; color: var(--muted); } tbody + tbody { border-top: 1px solid var(--rule); }
    table { border-bottom: 1.5px solid var(--ink); } caption + thead { border-top: 1.5px solid var(--ink); }
    .number { text-align: right; } td.number { white-space: nowrap; } thead .number { min-width: 5rem; } .section { font-style: italic; color: var(--muted); padding-top: .5rem; }
    .good { color: var(--good); font-weight: 700; } .bad { color: var(--bad); font-weight: 700; }
    .notes, figcaption { font-size: .85rem; color: var(--muted); } .files { font-size: .85rem; }
    figure { margin: 1.5rem 0; } figcaption { max-width: 46rem; } figcaption b, caption b { color: var(--ink); }
    .paper { background: #fff; border-radius: 4px; padding: .4rem; max-width: calc(var(--width) * 1.5cm); }
    .paper svg { display: block; width: 100%; height: auto; }
    dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1.2rem; font-size: .875rem; } dt { color: var(--muted); }
    dd { margin: 0; overflow-wrap: anywhere; }
    @media print { html { font-size: 9.5pt; } body { max-width: none; padding: 0; color: #000; background: #fff; } nav, .skip, .files { display: none; }
      figure, .sheet, tr { break-inside: avoid; } .paper { max-width: calc(var(--width) * 1cm); } h2 { break-after: avoid; } .sheet { overflow: visible; } .paper { filter: none; padding: 0; } }
    """
}
