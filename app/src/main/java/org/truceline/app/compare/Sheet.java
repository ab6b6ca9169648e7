package org.truceline.app.compare;

import org.truceline.app.Words;

/**
 * A page that holds everything it needs: to read on a screen or a phone, and to print. It runs no
 * script and asks for nothing from outside.
 */
public final class Sheet {
  /** Versions are told apart by so many colours with dashes of their own, {@code v0} and so on. */
  public static final int STYLES = 6;

  /** What is wider than a phone moves by itself, also with the keyboard. */
  public static final String SCROLL = "<div class=\"scroll\" tabindex=\"0\">\n";

  /** How a page with maps and tables looks. */
  public static final String STYLE =
      """
      :root{color-scheme:light dark;--ink:#1b1f24;--paper:#fff;--soft:#5b6470;--rule:#cfd6de;
      --sea:#dfeaf2;--land:#f6f3ea;--band:#e3e9d6}
      @media screen and (prefers-color-scheme:dark){:root{--ink:#e8ebef;--paper:#14181d;
      --soft:#a9b3bf;--rule:#3a434e;--sea:#1a2733;--land:#262a26;--band:#2c3626}}
      *{box-sizing:border-box}
      :lang(ko){word-break:keep-all}
      body{margin:0 auto;padding:1rem;max-width:70rem;color:var(--ink);background:var(--paper);
      font:16px/1.5 system-ui,"Noto Sans KR","Noto Sans CJK KR",sans-serif}
      h1{font-size:1.6rem;line-height:1.25;margin:.2em 0}h2{font-size:1.2rem;margin:1.6em 0 .4em}
      h3{font-size:1rem;margin:.6em 0 .2em}
      .notice{border-left:4px solid #b3541e;padding:.3em .8em;margin:.8em 0}
      svg{display:block;width:100%;height:auto;border:1px solid var(--rule);background:var(--paper)}
      .sea{fill:var(--sea)}.land{fill:var(--land);stroke:var(--rule);stroke-width:.6}
      .version{fill:none;stroke-width:2.4;stroke-linejoin:round;vector-effect:non-scaling-stroke}
      .v0{stroke:#b3261e}.v1{stroke:#1a5fb4;stroke-dasharray:9 4}
      .v2{stroke:#2a7a2a;stroke-dasharray:3 3}.v3{stroke:#8a3ffc;stroke-dasharray:12 3 3 3}
      .v4{stroke:#8a6100;stroke-dasharray:1 4}.v5{stroke:#0b7285;stroke-dasharray:6 6}
      @media screen and (prefers-color-scheme:dark){.v0{stroke:#ff8a80}.v1{stroke:#8ab4f8}
      .v2{stroke:#81c995}.v3{stroke:#c58af9}.v4{stroke:#fdd663}.v5{stroke:#78d9ec}}
      text{fill:var(--ink)}.profile text{font-size:15px}
      text.town{fill:var(--soft);paint-order:stroke;stroke:var(--land);stroke-width:.25em}
      circle.town{fill:var(--soft)}
      .scale{fill:none;stroke:var(--ink);stroke-width:1.5;vector-effect:non-scaling-stroke}
      text.scale{stroke:none;fill:var(--ink)}.grid{stroke:var(--rule);fill:none}
      .zero{stroke:var(--ink);fill:none}.band{fill:var(--band)}
      .offset{fill:none;stroke:#1a5fb4;stroke-width:1.4}.profile text.tick{font-size:13px;fill:var(--soft)}
      @media screen and (prefers-color-scheme:dark){.offset{stroke:#8ab4f8}}
      .scroll{overflow-x:auto}.wide td,.wide th{white-space:nowrap}
      @media screen and (max-width:44rem){.scroll>svg{width:44rem}}
      table{border-collapse:collapse;width:100%}
      caption{text-align:left;color:var(--soft);padding:.3em 0}
      th,td{text-align:left;padding:.3em .7em .3em 0;border-bottom:1px solid var(--rule);
      vertical-align:top}td.n,th.n{text-align:right;white-space:nowrap;
      font-variant-numeric:tabular-nums}
      .legend{list-style:none;padding:0}.legend svg{display:inline-block;width:3.4em;height:1em;
      border:0;vertical-align:middle;background:none}
      .insets{display:grid;grid-template-columns:repeat(auto-fill,minmax(17rem,1fr));gap:1rem}
      footer{color:var(--soft);font-size:.85rem;margin-top:2em;overflow-wrap:anywhere}
      @page{size:A4;margin:14mm}
      @media print{body{max-width:none;padding:0;font-size:10pt}h2{break-after:avoid}
      h3,p.above,caption{break-after:avoid}thead,tr:first-child{break-before:avoid}
      .insets{grid-template-columns:repeat(3,1fr)}
      svg,.insets>div,tr{break-inside:avoid}.scroll{overflow:visible}}
      """;

  private Sheet() {}

  /** A page begun, up to where what it says begins. */
  public static Svg open(Words words, String title, String style) {
    Svg page = new Svg();
    page.raw("<!doctype html>\n<html lang=\"").raw(words.language().code()).raw("\">\n<head>\n");
    page.raw("<meta charset=\"utf-8\">\n<meta name=\"viewport\" ");
    page.raw("content=\"width=device-width,initial-scale=1\">\n");
    page.raw("<meta http-equiv=\"Content-Security-Policy\" ");
    page.raw("content=\"default-src 'none';style-src 'unsafe-inline'\">\n<title>");
    page.words(title).raw("</title>\n<style>").raw(style).raw("</style>\n</head>\n<body>\n");
    page.raw("<main>\n<h1>").words(title).raw("</h1>\n");
    return page;
  }

  /** Ends it. */
  public static String close(Svg page) {
    return page.raw("</body>\n</html>\n").toString();
  }
}
