import CSodium
import HTML
import Language

/// The one style sheet, inside every page and allowed by its hash. Logical properties only, so that one sheet serves both directions.
enum Style {
    static let sheet: Markup = "<style>\(css)</style>"

    /// `'sha256-…'` for the Content-Security-Policy.
    static let source: String = {
        let bytes = css.render(in: .english)
        var digest = [UInt8](repeating: 0, count: 32)
        crypto_hash_sha256(&digest, bytes, UInt64(bytes.count))
        return "'sha256-\(base64(digest))'"
    }()

    private static let css: Markup = """
        :root{--paper:#faf7f2;--card:#fffdf9;--ink:#201c18;--soft:#635a50;--rule:#e2dacd;--accent:#0a6460;--on:#fff;--warm:#f3ece0;--bad:#a3271d;color-scheme:light dark;--serif:ui-serif,"Iowan Old Style",Georgia,"Noto Serif","Noto Naskh Arabic",serif}\
        .plum{--accent:#7a2f63}.rust{--accent:#94431a}.moss{--accent:#44631d}.ink{--accent:#2f4a7d}\
        @media(prefers-color-scheme:dark){:root{--paper:#171512;--card:#1f1c18;--ink:#f0eae0;--soft:#b3a899;--rule:#383229;--accent:#6cc5bd;--on:#0d1f1e;--warm:#26221c;--bad:#ff9d90}\
        .plum{--accent:#e09cc8}.rust{--accent:#f0a77f}.moss{--accent:#a9cf7c}.ink{--accent:#a3bdf0}}\
        *{box-sizing:border-box}\
        html{font:1.0625rem/1.55 system-ui,"Noto Sans","Noto Sans Arabic",sans-serif;background:var(--paper);color:var(--ink);-webkit-text-size-adjust:100%}\
        body{margin:0 auto;max-width:38rem;padding:0 max(1rem,4vw) 4rem;overflow-wrap:anywhere}\
        :lang(ar){line-height:1.8}\
        a{color:var(--accent);text-underline-offset:.2em;text-decoration-thickness:.06em}\
        :focus-visible{outline:3px solid var(--accent);outline-offset:3px;border-radius:2px}\
        .skip{position:absolute;inset-inline-start:-99rem}.skip:focus{inset-inline-start:1rem;top:.5rem;background:var(--card);padding:.5rem}\
        .top{display:flex;gap:1rem;align-items:baseline;padding-block:.6rem;border-block-end:1px solid var(--rule)}\
        .top b{font-weight:600;margin-inline-end:auto}.top b a{color:inherit;text-decoration:none}\
        .top a,.tabs a,footer a,.go a,.list>li>a{padding-block:.7rem;display:inline-block}.list>li>a{margin-block:-.7rem}.top>a{white-space:nowrap}.tabs{display:flex;flex-wrap:wrap;gap:0 1.2rem;border-block-end:1px solid var(--rule)}\
        h1,h2.q,h3.q{font-family:var(--serif);font-weight:600;line-height:1.22;text-wrap:balance;margin:.2rem 0 .6rem}\
        h1{font-size:1.65rem}:lang(ar) h1,h1:lang(ar){line-height:1.5}\
        h2,h3{font-size:1rem;margin:0 0 .4rem}\
        .eyebrow{font-size:.8125rem;color:var(--soft);margin:0;font-weight:600}\
        p{margin:.4rem 0}.soft,small{color:var(--soft);font-size:.9375rem}\
        section{margin-block:1.6rem}main>.eyebrow:first-child{margin-block:1.6rem 0}main>h1:first-child{margin-block-start:1.4rem}\
        .turn{background:var(--warm);padding:.9rem 1rem;border-radius:.5rem;border-inline-start:4px solid var(--accent)}.turn p{margin:.15rem 0}\
        label,legend{display:block;font-weight:600;margin-block:1rem .3rem;padding:0}\
        .hint{font-weight:400;color:var(--soft);font-size:.9375rem;display:block}\
        fieldset{border:0;margin:1rem 0 0;padding:0;min-inline-size:0}legend{float:left;inline-size:100%;margin-block:0 .3rem}legend+*{clear:both}\
        .tick{display:flex;gap:.75rem;align-items:start;font-weight:400;margin:0;padding-block:.7rem}.tick input{inline-size:1.25rem;block-size:1.25rem;margin:.15rem 0 0;flex:none;accent-color:var(--accent)}\
        textarea,input:not([type=file],[type=checkbox],[type=radio]),select{width:100%;min-height:3rem;font:inherit;color:inherit;background:var(--card);border:1px solid var(--soft);border-radius:.4rem;padding:.65rem .75rem}\
        textarea{min-height:7.5rem;resize:vertical}\
        .bad{margin-block:1rem;border-inline-start:4px solid var(--bad);padding-inline-start:.75rem}.bad strong{color:var(--bad);display:block}\
        .pick{position:absolute;opacity:0;inline-size:1px;block-size:1px}.pick+label{margin:0}.pick:focus-visible+label{outline:3px solid var(--accent);outline-offset:3px}.pick~.chosen{display:none}.pick:valid~.chosen{display:inline}\
        button,.button{font:inherit;font-weight:600;background:var(--accent);color:var(--on);border:1px solid var(--accent);border-radius:.4rem;padding:.7rem 1.4rem;min-height:3rem;cursor:pointer;text-decoration:none;display:inline-block}\
        .quiet{background:none;color:var(--accent)}\
        .row{display:flex;flex-wrap:wrap;gap:.75rem;align-items:center;margin-block:1rem}\
        ol.path{list-style:none;margin:1rem 0;padding:0}\
        .path li{position:relative;padding-inline-start:1.9rem;padding-block-end:1.05rem}\
        .path li::before{content:"";position:absolute;inset-inline-start:0;top:.42rem;width:.8rem;height:.8rem;border-radius:50%;background:var(--accent);border:2px solid var(--accent);z-index:1}\
        .path li:not(:last-child)::after{content:"";position:absolute;inset-inline-start:calc(.4rem - 1px);top:.8rem;bottom:-.4rem;border-inline-start:2px solid var(--accent)}\
        .path .now::before{background:var(--paper);box-shadow:0 0 0 4px color-mix(in srgb,var(--accent) 25%,transparent)}\
        .path .now::after,.path .next:not(:last-child)::after{border-inline-start-style:dotted;border-color:var(--soft)}\
        .path .next::before,.path .gap::before{background:var(--paper);border-color:var(--soft);border-style:dashed}\
        .path .next{color:var(--soft)}.path b,.path small{display:block}\
        .strip{display:block;inline-size:100%;max-inline-size:20rem;block-size:1rem;color:var(--accent)}[dir=rtl] .strip{transform:scaleX(-1)}\
        .list{list-style:none;margin:0;padding:0}.list>li{padding-block:.85rem;border-block-start:1px solid var(--rule)}\
        blockquote{margin:.3rem 0;font-family:var(--serif);font-size:1.0625rem;white-space:pre-line}\
        table{border-collapse:collapse;inline-size:100%;overflow-wrap:break-word}th,td{text-align:start;padding:.4rem .5rem .4rem 0;border-block-end:1px solid var(--rule);vertical-align:top}\
        details{margin-block:1rem}summary{cursor:pointer;padding-block:.7rem;color:var(--accent);font-weight:600}\
        pre{white-space:pre-wrap;font:inherit;background:var(--card);border:1px solid var(--rule);border-radius:.4rem;padding:.75rem;margin:.5rem 0}\
        .path details{margin:0}.path summary{padding-block-start:0}\
        .lines hr{border:0;border-block-end:1px solid var(--soft);margin:2.2rem 0 0}\
        .code{font-size:1.35rem;font-weight:600;line-height:1.5}audio{inline-size:100%}img{max-inline-size:100%;block-size:auto}\
        footer{margin-block-start:3rem;padding-block-start:1rem;border-block-start:1px solid var(--rule);font-size:.9375rem;color:var(--soft)}\
        footer a{margin-inline-end:1rem;padding-block:.8rem}\
        @media(min-width:60rem){body.two{max-width:66rem;display:grid;grid-template-columns:minmax(0,38rem) 20rem;gap:0 4rem}.two>.top,.two>footer,.two>.skip{grid-column:1/-1}}\
        @media(max-width:30rem){table{font-size:.9375rem}th,td{padding-inline-end:.3rem}}\
        @media(prefers-contrast:more){:root{--soft:var(--ink);--rule:currentColor}}\
        @media(forced-colors:active){button:not(.quiet),.button:not(.quiet),.path li::before{forced-color-adjust:none;background:Highlight;color:HighlightText;border-color:Highlight}.path .now::before,.path .next::before,.path .gap::before{background:Canvas}.path .next::before,.path .gap::before{border-color:GrayText}}\
        @media print{html{background:#fff;color:#000;font-size:11pt}form,.top a,.tabs,footer,.button,.screen{display:none}.top b a{display:inline}}
        """
}
