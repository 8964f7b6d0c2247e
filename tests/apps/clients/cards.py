"""One person as five programs write them, invented: quoted-printable, folded lines, groups, several addresses."""

APPLE = """BEGIN:VCARD
VERSION:3.0
PRODID:-//Apple Inc.//macOS 14.4//EN
N:Brandt;Élodie;;Dr.;
FN:Dr. Élodie Brandt
ORG:Atelier Brume SARL;Atelier
TITLE:Head of design
EMAIL;type=INTERNET;type=HOME:elodie.private@brume.example
EMAIL;type=INTERNET;type=WORK;type=pref:elodie@brume.example
TEL;type=CELL;type=VOICE;type=pref:+33 6 55 50 01 23
item1.ADR;type=WORK;type=pref:;;12 rue des Lilas\\nBâtiment B;Lyon;;69003;
item1.X-ABADR:fr
NOTE:Met at the fair\\, likes short mails.\\nSecond line.
item2.URL;type=pref:https://brume.example
item2.X-ABLabel:_$!<HomePage>!$_
PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQSkZJRgABAQAASABIAAD/4QCMRXhpZgAATU0AKgAAAAgABQESAAMA
 AAABAAEAAAEaAAUAAAABAAAASgEbAAUAAAABAAAAUgEoAAMAAAABAAIAAIdpAAQAAAABAAAA
X-ABUID:5AD380FD-B2DE-4261-BA99-DE1D1DB52FBE:ABPerson
END:VCARD
"""

GOOGLE = """BEGIN:VCARD
VERSION:3.0
FN:Élodie Brandt
N:Brandt;Élodie;;;
EMAIL;TYPE=INTERNET;TYPE=WORK:elodie@brume.example
EMAIL;TYPE=INTERNET:elodie.private@brume.example
TEL;TYPE=CELL:+33655500123
ADR;TYPE=WORK:;;12 rue des Lilas;Lyon;;69003;FR;FR\\n69003 Lyon
item1.ORG:Atelier Brume SARL
item1.TITLE:Head of design
item2.URL:https\\://brume.example
CATEGORIES:myContacts,Design
NOTE:Met at the fair
END:VCARD
"""

OUTLOOK = (
    "BEGIN:VCARD\r\nVERSION:2.1\r\nX-MS-OL-DEFAULT-POSTAL-ADDRESS:2\r\n"
    "N;LANGUAGE=fr;CHARSET=Windows-1252;ENCODING=QUOTED-PRINTABLE:Brandt;=C9lodie\r\n"
    "FN;CHARSET=Windows-1252;ENCODING=QUOTED-PRINTABLE:=C9lodie Brandt\r\n"
    "ORG:Atelier Brume SARL;Atelier\r\nTITLE:Head of design\r\n"
    "NOTE;ENCODING=QUOTED-PRINTABLE:Met at the fair=0D=0Asecond line that goes on =\r\nand on=0D=0A=\r\n\r\n"
    "TEL;CELL;VOICE:+33 6 55 50 01 23\r\nTEL;WORK;FAX:+33 4 55 50 01 99\r\n"
    "ADR;WORK;PREF;ENCODING=QUOTED-PRINTABLE:;;12 rue des Lilas=0D=0AB=C3=A2timent B;Lyon;;69003;France\r\n"
    "EMAIL;PREF;INTERNET:elodie@brume.example\r\n"
    "PHOTO;TYPE=JPEG;ENCODING=BASE64:\r\n /9j/4AAQSkZJRgABAQEAYABgAAD/2wBDAAUDBAQEAwUEBAQFBQUGBwwIBwcHBw8LCwkMEQ8SEhEP\r\n\r\n"
    "X-MS-IMADDRESS:elodie\r\nREV:20260503T101112Z\r\nEND:VCARD\r\n"
).encode("ascii")

NEXTCLOUD = """BEGIN:VCARD
VERSION:4.0
PRODID:-//Sabre//Sabre VObject 4.5.4//EN
UID:3c7a8a6e-5f54-4a75-93d2-a2f6e6f0c0de
FN:Élodie Brandt
N:Brandt;Élodie;;;
ORG:Atelier Brume SARL
TITLE:Head of design
EMAIL;TYPE=WORK;PREF=1:elodie@brume.example
EMAIL;TYPE=HOME;PREF=2:elodie.private@brume.example
TEL;TYPE="cell,voice";VALUE=uri:tel:+33655500123
ADR;TYPE=WORK;LABEL="12 rue des Lilas: Lyon":;;12 rue des Lilas;Lyon;;69003;France
CATEGORIES:Design,Lyon
LANG:fr
NOTE:A long note that is folded by the program because it does not fit into
  one line of 75 bytes\\, as the standard asks\\; and it goes on with accents: é
 à ü
END:VCARD
"""

THUNDERBIRD = """BEGIN:VCARD
VERSION:4.0
N:Brandt;Élodie;;;
FN:Élodie Brandt
ORG:Atelier Brume SARL;Atelier
TITLE:Head of design
EMAIL;PREF=1:elodie@brume.example
TEL;TYPE=work;VALUE=TEXT:+33 6 55 50 01 23
ADR;TYPE=work:;;12 rue des Lilas;Lyon;;69003;France
URL;VALUE=URL:https://brume.example
NOTE:Met at the fair
X-CUSTOM1;VALUE=TEXT:
END:VCARD
"""

PROGRAMS = {
    "apple": APPLE.encode(),
    "google": GOOGLE.replace("\n", "\r\n").encode(),
    "outlook": OUTLOOK,
    "nextcloud": NEXTCLOUD.replace("\n", "\r\n").encode(),
    "thunderbird": THUNDERBIRD.encode("utf-8-sig"),
}
