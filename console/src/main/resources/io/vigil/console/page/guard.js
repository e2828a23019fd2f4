// The browser refuses to read any text as markup here. The map library writes two plain texts that way (a letter it
// measures, the length of the scale line); they pass because they hold no markup.
window.trustedTypes?.createPolicy('default', {
  createHTML(text) {
    if (/[<&]/.test(text)) throw new TypeError('markup refused');
    return text;
  },
});
