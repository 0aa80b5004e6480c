/// How the report looks, and the few lines that move its sliders.
enum ReportStyle {
    static let sheet = """
        :root{\(Paint.styleSheet(isDark: false));--box:#f3f5f8}
        @media(prefers-color-scheme:dark){:root{\(Paint.styleSheet(isDark: true));--box:#23262b}}
        *{box-sizing:border-box}
        body{margin:0;background:var(--paper);color:var(--ink);
        font:17px/1.6 Charter,Georgia,"DejaVu Serif",serif}
        main{max-width:46rem;margin:0 auto;padding:2.5rem 1.25rem 5rem}
        h1{font-size:2rem;line-height:1.2;margin:0 0 1rem}
        h2{font-size:1.35rem;margin:2.6rem 0 .6rem;padding-top:.4rem;border-top:1px solid var(--grid)}
        h1,h2,nav,table,figcaption,button,output{font-family:system-ui,"DejaVu Sans",sans-serif}
        nav ol{display:flex;flex-wrap:wrap;gap:.2rem 1.2rem;list-style:none;padding:0;margin:0;
        font-size:.9rem}
        a{color:var(--series-0)}
        code,pre{font-family:ui-monospace,"DejaVu Sans Mono",monospace;font-size:.86em}
        code{background:var(--box);padding:.1em .3em;border-radius:4px}
        pre,.wide{overflow-x:auto;max-width:100%}
        pre{background:var(--box);padding:.8rem 1rem;border-radius:8px;line-height:1.45}
        table{border-collapse:collapse;font-size:.88rem;margin:.6rem 0}
        th,td{padding:.32rem .8rem .32rem 0;text-align:left;border-bottom:1px solid var(--grid);
        white-space:nowrap}
        th{color:var(--muted);font-weight:600}
        .number{text-align:right;font-variant-numeric:tabular-nums}
        figure{margin:1.6rem 0}
        figure svg{display:block;max-width:100%;height:auto;min-width:min(100%,20rem)}
        figcaption{color:var(--muted);font-size:.88rem;margin-top:.4rem}
        .controls{display:flex;align-items:center;gap:.7rem;margin-top:.5rem}
        .controls input{flex:1;min-width:6rem;accent-color:var(--series-0)}
        .controls button{width:2.4rem;height:2.4rem;border-radius:50%;border:1px solid var(--grid);
        background:var(--box);color:var(--ink);cursor:pointer}
        output{min-width:5.5rem;font-size:.88rem;font-variant-numeric:tabular-nums}
        aside{background:var(--box);border-left:4px solid var(--series-2);padding:.3rem 1.1rem;
        border-radius:0 8px 8px 0}
        @media print{nav,.controls{display:none}body{font-size:11pt}figure{break-inside:avoid}}
        """

    static let script = """
        for(const figure of document.querySelectorAll('.animation')){
        const frames=figure.querySelectorAll('.frame'),range=figure.querySelector('input'),
        output=figure.querySelector('output'),button=figure.querySelector('button'),
        labels=range.dataset.labels.split('|');let timer=0;
        const show=()=>{frames.forEach((frame,i)=>frame.hidden=i!=range.value);
        output.textContent=labels[range.value]};
        const stop=()=>{clearInterval(timer);timer=0;button.textContent='▶'};
        range.addEventListener('input',()=>{stop();show()});
        button.addEventListener('click',()=>{if(timer){stop();return}
        if(+range.value>=frames.length-1)range.value=0;button.textContent='❚❚';show();
        timer=setInterval(()=>{if(+range.value>=frames.length-1){stop();return}
        range.value=+range.value+1;show()},500)})}
        """
}
