/// What is asked of a page from outside. Each is the body of a function; words are compared after folding white space.
enum PageScripts {
    private static let common = """
        const [words, within, kind] = arguments;
        const root = within ? document.querySelector(within) : document;
        const flat = text => (text || '').replace(/\\s+/g, ' ').trim();
        const shown = thing => thing.checkVisibility({visibilityProperty: true}) && thing.getClientRects().length > 0;
        if (!root) return {found: [], names: []};

        """

    /// words, within → found: links and buttons of exactly these words; names: the words of all.
    static let actions =
        common + """
            const pictures = thing => [...thing.querySelectorAll('img[alt], svg[aria-label]')]
                .map(one => one.getAttribute('alt') || one.getAttribute('aria-label')).join(' ');
            const name = thing => flat(thing.getAttribute('aria-label') || (thing.matches('input') ? thing.value : thing.innerText)
                || pictures(thing));
            const all = [...root.querySelectorAll('a[href], button, summary, input[type=submit], input[type=button], [role=button]')]
                .filter(shown);
            let found = all.filter(thing => name(thing) === words);
            if (found.length > 1 && found.every(thing => thing.href && thing.href === found[0].href)) found = [found[0]];
            return {found, names: all.map(name)};
            """

    /// words, within, kind → found: controls with exactly this label, else those whose label begins so; names: the labels of all.
    /// A control a style hides counts where its label is shown. Kinds: any, text, pick (radio and checkbox), select, file.
    static let fields =
        common + """
            const kinds = {any: '*', pick: 'input[type=radio], input[type=checkbox]', select: 'select', file: 'input[type=file]',
                text: 'textarea, input:not([type=radio]):not([type=checkbox]):not([type=file]), [contenteditable=true]'};
            const bare = label => {
                const copy = label.cloneNode(true);
                copy.querySelectorAll('input, textarea, select, button, output').forEach(one => one.remove());
                return flat(copy.textContent);
            };
            const named = thing => (thing.getAttribute('aria-labelledby') || '').split(/\\s+/)
                .map(id => id && document.getElementById(id)).filter(Boolean).map(one => flat(one.textContent)).join(' ');
            const name = thing => named(thing) || flat(thing.getAttribute('aria-label'))
                || flat([...(thing.labels || [])].map(bare).join(' ')) || flat(thing.title);
            const all = [...root.querySelectorAll('input:not([type=hidden]):not([type=submit]):not([type=button]), textarea, select, '
                + '[contenteditable=true]')].filter(thing => thing.matches(kinds[kind]))
                .filter(thing => shown(thing) || [...(thing.labels || [])].some(shown));
            let found = all.filter(thing => name(thing) === words);
            if (!found.length && words) found = all.filter(thing => name(thing).startsWith(words));
            return {found, names: all.map(name)};
            """

    /// A control → the thing a finger would meet: the control itself, or its label where a style hides the control.
    static let target = """
        const [thing] = arguments;
        const box = thing.getBoundingClientRect();
        const seen = thing.checkVisibility({visibilityProperty: true, opacityProperty: true}) && box.width > 4 && box.height > 4;
        return seen ? thing : [...(thing.labels || [])][0] || thing;
        """

    /// A link or button → whether pressing it should lead to another page.
    static let leads = """
        const [thing] = arguments;
        const link = thing.closest('a[href]');
        const here = location.href.split('#')[0];
        if (link)
            return /^(https?|file):$/.test(link.protocol) && !link.target && !link.hasAttribute('download')
                && !(link.hash && link.href.split('#')[0] === here);
        const form = thing.form;
        return Boolean(form) && thing.type === 'submit' && form.method !== 'dialog'
            && (form.noValidate || thing.formNoValidate || form.checkValidity());
        """

    /// A control and a value → sets it as its own picker would, where keys depend on the reader's locale.
    static let set = """
        const [thing, value] = arguments;
        thing.focus();
        thing.value = value;
        thing.dispatchEvent(new Event('input', {bubbles: true}));
        thing.dispatchEvent(new Event('change', {bubbles: true}));
        return thing.value;
        """

    /// → a name of the document that another page or the same page loaded again does not share, and how many words it shows.
    static let arrival = """
        const text = document.body ? document.body.innerText : '';
        return {document: performance.timeOrigin + ' ' + location.href.split('#')[0], path: location.pathname + location.search,
            words: text.split(/\\s+/).filter(word => /[\\p{L}\\p{N}]/u.test(word)).length};
        """
}
