// Where the phone is, while an inspection is under way. Without leave or signal there is no position, and work goes on.
const longest = 10 * 60_000;
let last = null;
let isWatching = false;

export function watch() {
  if (isWatching || !navigator.geolocation) return;
  isWatching = true;
  navigator.geolocation.watchPosition(
    ({ coords, timestamp }) => { last = { latitude: coords.latitude, longitude: coords.longitude, accuracy: Math.round(coords.accuracy), at: timestamp }; },
    () => {}, { enableHighAccuracy: true, maximumAge: 60_000, timeout: 30_000 });
}

export function place() {
  if (!last || Date.now() - last.at > longest) return null;
  const { latitude, longitude, accuracy } = last;
  return { latitude, longitude, accuracy };
}
