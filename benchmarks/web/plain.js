// All that a folium popup asks of jQuery: an element from a string of HTML.
window.$ = (html) => {
  const holder = document.createElement('template');
  holder.innerHTML = html.trim();
  return [holder.content.firstElementChild];
};
// The address that Leaflet finds by itself only where its style sheet has arrived in time.
L.Icon.Default.imagePath = '../../atlas/assets/vendor/images/';
