import HTML
import Language

/// A form that an authenticator fills in. Without scripts, or where the browser knows no passkeys, it says so and stays away.
enum PasskeyForm {
    static func draw(_ action: Href, _ question: PasskeyQuestion, _ words: Phrase, quiet: Bool = false, _ inside: Markup) -> Markup {
        """
        <p class="soft" data-say="none">\(say: "Passkeys do not work here as it is: they want a newer browser that may run scripts. The other ways in work.")</p>\
        <p class="bad" role="alert" data-say="failed" hidden><strong>\(say: "Nothing came of it. Try once more, or take another way.")</strong></p>\
        <form method="post" action="\(action)" hidden data-passkey="\(question.options)" novalidate>\
        <input type="hidden" name="_form" value="\(Page.nonceMark)">\(Form.hidden("challenge", question.sealed))\
        \(Form.hidden("credential", ""))\(inside)<div class="row"><button\(if: quiet, " class=\"quiet\"")>\(say: words)</button></div></form>
        """
    }

    /// One message for whatever was wrong.
    static let refused: Markup =
        "<p class=\"bad\" role=\"alert\"><strong>\(say: "We could not believe this passkey. Try once more, or take another way.")</strong></p>"

    /// Asks the authenticator what the form says, and sends what it answers. It loads nothing and talks to nobody.
    static let script = Script(
        """
        (()=>{let f=document.querySelector("form[data-passkey]"),\
        say=n=>document.querySelectorAll("[data-say]").forEach(p=>p.hidden=p.dataset.say!=n);\
        if(!f||!window.PublicKeyCredential)return;say("");f.hidden=false;\
        let bytes=t=>Uint8Array.from(atob(t.replaceAll("-","+").replaceAll("_","/")),c=>c.charCodeAt(0)),\
        text=b=>b&&btoa(String.fromCharCode(...new Uint8Array(b))).replaceAll("+","-").replaceAll("/","_").replaceAll("=","");\
        f.onsubmit=async e=>{e.preventDefault();say("");try{let o=JSON.parse(f.dataset.passkey);o.challenge=bytes(o.challenge);\
        if(o.user)o.user.id=bytes(o.user.id);for(let k of o.excludeCredentials||o.allowCredentials||[])k.id=bytes(k.id);\
        let c=await navigator.credentials[o.user?"create":"get"]({publicKey:o}),r=c.response;\
        f.elements.credential.value=JSON.stringify({id:text(c.rawId),client:text(r.clientDataJSON),attestation:text(r.attestationObject),\
        authenticator:text(r.authenticatorData),signature:text(r.signature),handle:text(r.userHandle)});f.submit()}catch{say("failed")}}})()
        """)
}
