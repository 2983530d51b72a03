// How a Linux desktop knows the app, and the files that are its own.
export const ID = 'free-energy-lab';
export const SUMMARY = 'See and handle free energy';
const MIME = 'application/x-free-energy-lab-session+json';

export const desktopEntry = `[Desktop Entry]
Type=Application
Name=Free Energy Lab
Comment=${SUMMARY}
Exec=${ID} %f
Icon=${ID}
Categories=Education;Science;
MimeType=${MIME};
StartupWMClass=${ID}
`;

export const mimeInfo = `<?xml version="1.0" encoding="UTF-8"?>
<mime-info xmlns="http://www.freedesktop.org/standards/shared-mime-info">
  <mime-type type="${MIME}">
    <comment>Free Energy Lab session</comment>
    <sub-class-of type="application/json"/>
    <glob pattern="*.freelab"/>
  </mime-type>
</mime-info>
`;
