const { getDefaultConfig } = require('expo/metro-config');

// Expo reads the npm workspace itself: packages beside this one are watched and resolved from their sources.
module.exports = getDefaultConfig(__dirname);
