import HTML

/// Marks and codes by keyboard alone, without leaving the place: it sends the same forms the page has, and loads nothing.
///
/// A passage is what is selected, so that browsers show it and people may also drag over it. Keys work while one of the sentences has the
/// focus, and nowhere else: nobody who types, or speaks to their computer, meets them by chance.
enum CodingScript {
    static let script = Script(
        """
        (()=>{let m=document.getElementById("coding");if(!m||!window.getSelection)return;\
        let W=m.dataset,kept=null,done=[],n=0,begin="",all=(e,q)=>[...e.querySelectorAll(q)],\
        box=()=>all(m,"input[name=s]"),words=b=>b.parentNode.querySelector("[data-at]"),count=t=>[...t].length,\
        card=e=>e.closest("[data-voice]"),mark=e=>card(e).querySelector("form[data-mark]"),\
        say=(e,t)=>card(e).querySelector("[role=status]").textContent=t,\
        spot=(k,o)=>{let e=(k.nodeType==1?k:k.parentElement).closest("[data-at]");if(!e)return;let r=document.createRange();\
        r.selectNodeContents(e);r.setEnd(k,o);return{f:mark(e),at:+e.dataset.at+count(r.toString())}},\
        span=()=>{let s=getSelection();if(!s.rangeCount||s.isCollapsed)return;let r=s.getRangeAt(0),a=spot(r.startContainer,r.startOffset),\
        b=spot(r.endContainer,r.endOffset);return a&&b&&a.f==b.f&&a.at<b.at?{f:a.f,s:a.at+"-"+b.at}:null},\
        go=(b,more)=>{if(!b)return;let s=getSelection(),w=words(b);b.focus();\
        if(more&&s.rangeCount&&card(b)==card(s.anchorNode.parentElement))s.extend(w,w.childNodes.length);else s.selectAllChildren(w);\
        b.scrollIntoView({block:"nearest"});kept=span()},\
        send=async(f,more)=>{let d=new URLSearchParams(new FormData(f));d.delete("s");d.delete("code");for(let[k,v]of more)d.append(k,v);d.set("quiet",++n);\
        try{let r=await fetch(f.action,{method:"POST",body:d}),t=await r.text(),h=(r.headers.get("content-type")||"").startsWith("text/plain");\
        if(r.ok&&h)return t.split("\\n");say(f,h?t:W.lost);return r.status}catch{say(f,W.lost)}},\
        give=async(f,name)=>{let t=all(f,"input[name=s]:checked").map(b=>["s",b.value]);if(!t.length&&kept&&kept.f==f)t=[["s",kept.s]];\
        let i=f.elements.code,old=i.value;i.value="";let r=await send(f,[...t,["code",name],...(begin&&begin==name?[["begin","yes"]]:[])]);\
        begin="";if(!Array.isArray(r)){i.value=name;if(r==422)begin=name;return}all(f,"input[name=s]").forEach(b=>b.checked=false);\
        let made=[];for(let l of r.slice(1)){let[id,what]=l.split("\\t"),li=document.createElement("li");li.textContent=what;li.dataset.id=id;\
        card(f).querySelector("ul").append(li);made.push([id,li])}if(made.length)done.push([f,made]);say(f,r[0]);return 1},\
        offer=async(c,q)=>{let f=c.querySelector(q);if(!f)return;let l=f.closest("li"),r=await send(f,[...new FormData(f)].filter(e=>e[0]=="s"||e[0]=="code"));\
        if(!Array.isArray(r))return;l.remove();let made=[];for(let t of r.slice(1)){let[id,what]=t.split("\\t"),li=document.createElement("li");li.textContent=what;li.dataset.id=id;\
        c.querySelector("ul").append(li);made.push([id,li])}if(made.length)done.push([mark(c),made]);say(c,r[0])},\
        undo=async()=>{let l=done.at(-1);if(!l)return;let[f,made]=l,[id,li]=made.at(-1);\
        let r=await send(f,[["code",""],["ending",id]]);if(Array.isArray(r)){li.remove();made.pop();if(!made.length)done.pop();say(f,r[0])}},\
        read=async c=>{let f=c.querySelector("form[data-read]"),r=await send(f,[]);if(!Array.isArray(r))return;\
        f.hidden=true;say(f,r[0]);let next=c.nextElementSibling;while(next&&!next.dataset.voice)next=next.nextElementSibling;\
        next=next&&next.querySelector("input[name=s]");if(next)go(next);else{let more=document.getElementById("more");more&&more.focus()}};\
        document.addEventListener("selectionchange",()=>{let s=span();if(s)kept=s});\
        m.addEventListener("submit",e=>{let f=e.target;if(f.dataset.read!=null){e.preventDefault();read(card(f))}\
        else if(f.closest("[data-take],[data-drop]")){e.preventDefault();offer({querySelector:q=>q=="ul"?card(f).querySelector(q):f,closest:()=>card(f)},"x")}\
        else if(f.dataset.mark!=null){e.preventDefault();let i=f.elements.code;give(f,i.value).then(ok=>{if(ok){let b=box().find(b=>mark(b)==f&&kept&&kept.f==f&&inside(b));(b||f.querySelector("input[name=s]")).focus()}})}});\
        let inside=b=>+words(b).dataset.at<=+kept.s.split("-")[0]&&+kept.s.split("-")[0]<+words(b).dataset.at+count(words(b).textContent);\
        m.addEventListener("keydown",e=>{let t=e.target,k=e.key;if(e.ctrlKey||e.metaKey||e.altKey)return;\
        if(t.name=="code"&&k=="Escape"){e.preventDefault();let b=box().find(b=>kept&&mark(b)==kept.f&&inside(b));b&&b.focus();return}\
        if(t.name!="s")return;let b=box(),at=b.indexOf(t),s=getSelection(),f=mark(t),c=W.codes?W.codes.split("\\n"):[];\
        if(k=="j"||k=="ArrowDown"&&!e.shiftKey)go(b[at+1]);else if(k=="k"||k=="ArrowUp"&&!e.shiftKey)go(b[at-1]);\
        else if(k=="J"||k=="ArrowDown")b[at+1]&&mark(b[at+1])==f&&go(b[at+1],1);else if(k=="K"||k=="ArrowUp")b[at-1]&&mark(b[at-1])==f&&go(b[at-1],1);\
        else if(e.shiftKey&&(k=="ArrowLeft"||k=="ArrowRight")&&s.modify){s.modify("extend",k=="ArrowLeft"?"left":"right","word");kept=span()||kept}\
        else if(/^[1-9]$/.test(k)){if(!c[k-1])return;if(!kept||kept.f!=f)go(t);give(f,c[k-1])}\
        else if(k=="c"||k=="/"){if(!kept||kept.f!=f)go(t);f.elements.code.focus()}else if(k=="u")undo();else if(k=="a")offer(card(t),"[data-take] form");else if(k=="x")offer(card(t),"[data-drop] form");else if(k=="n")read(card(t));else return;\
        e.preventDefault()})})()
        """, talks: true)
}
