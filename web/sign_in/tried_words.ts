/**
 * Words that everybody tries: the stems of the lists of leaked passwords, and those of this country. In small letters without
 * signs above or below them, as passwords are compared with them; none is so short that it stands in many other words.
 */
export const TRIED_WORDS: readonly string[] = `
password passwort passw0rd passwd parola parolamea kennwort motdepasse contrasena senha letmein letmesee welcome
iloveyou iloveu loveyou lovely forever whatever trustno changeme default secret access qwerty qwertz azerty asdfgh
asdfjkl zxcvbn qazwsx 1qaz2wsx 1q2w3e abc123 abcd1234 123456 123123 654321 111111 000000 112233 121212 administrator
admin manager system server computer internet network windows linux ubuntu apple android samsung nokia iphone google
facebook instagram twitter youtube yahoo gmail hotmail tiktok netflix amazon microsoft office company business service
support helpdesk telephone telefon asterisk kontor login signin logon guest tester testing test1234 temporary private
security

monkey dragon tiger leopard panther eagle falcon phoenix dolphin butterfly chicken kitten puppy doggy bailey buster
bandit cookie ginger pepper peanut banana orange cherry strawberry chocolate candy sweetie honey sugar coffee cheese
pizza whiskey vodka guinness corona budweiser

football baseball basketball hockey soccer tennis golfer boxing wrestling champion arsenal chelsea liverpool
manchester united barcelona realmadrid juventus milan bayern dortmund celtic rangers everton tottenham newcastle
lakers yankees cowboys steelers packers raiders patriots broncos eagles ferrari porsche mercedes lamborghini corvette
mustang harley yamaha kawasaki suzuki honda toyota subaru volkswagen renault dacia logan duster

princess sunshine angel angels superman batman spiderman starwars startrek pokemon pikachu naruto sasuke minecraft
fortnite roblox matrix terminator gandalf hogwarts harrypotter frodo merlin wizard hunter killer ninja samurai warrior
soldier ranger marines military shadow darkness ghost vampire zombie devil satan lucifer jesus christ heaven blessed
faith hello kitty barbie disney mickey minnie snoopy scooby garfield simpsons metallica nirvana slipknot greenday
eminem beatles madonna rihanna beyonce shakira guitar music rockstar master freedom liberty america american canada
england london france paris germany berlin italia spain brasil mexico russia ukraine poland india china japan summer
winter spring autumn monday tuesday wednesday thursday friday saturday sunday january february march april august
september october november december purple yellow silver golden diamond crystal rainbow flower flowers daisy lilly
heart hearts lover sexygirl babygirl babyboy beautiful cutie pretty happy smile lucky magic friend friends family
mother father mommy daddy sister brother money million dollar trouble nothing something anything blink182 fuckyou
fuckme asshole bullshit bitch world thunder lightning storm ocean river mountain coyote maverick rocket turbo power
energy danger hacker

michael jordan jennifer jessica ashley michelle nicole daniel matthew andrew joshua anthony robert charlie thomas
william richard joseph christopher alexander alexandra elizabeth samantha amanda melissa stephanie rebecca hannah
natasha sophie george patrick steven justin brandon tyler taylor austin dakota maggie jasmine amber tigger rachel
victoria vanessa carlos antonio fernando roberto alejandro sebastian gabriel martin oliver pamela nathan samuel
benjamin

bucuresti romania roman romanesc timisoara constanta brasov craiova galati ploiesti oradea sibiu bacau suceava pitesti
ardeal ardealul moldova oltenia transilvania dracula carpati dunarea mamaia steaua dinamo rapid petrolul otelul
universitatea fotbal hagigica gheorghe becali eminescu caragiale stefancelmare decebal traian iubire iubirea iubita
iubitul iubitu iubirica teiubesc tiubesc dragoste dragostea draga dragul scumpa scumpica frumoasa frumosul fetita
baiatul baietel ingeras ingerul printesa regina viata viatamea inima inimioara soare soarele fericire noroc norocul
familia mamica mamaiubita taticu tatal bunica bunicul copil copilul copiii nimic nimeni secreta necunoscut utilizator
calculator birou firma contabil contabilitate vanzari receptie secretariat director administratorul sefule romaniamea
multumesc salut salutare iarna primavara toamna ciocolata portocala capsuna pisica pisicuta catelus catelul fluture
fluturas floare floricica trandafir zambila pufulete pufuletz bebelus manele salam

andrei alexandru mihai mihaela mihaita cristi cristian cristina ionut florin florina florentina adrian adriana bogdan
marian mariana maria marius monica nicoleta nicolae gabriela daniela raluca roxana ramona simona ioana elena elisabeta
ecaterina catalin catalina claudiu claudia cosmin costel costin ciprian corina carmen denisa diana emanuel georgiana
gigel iulian iuliana laura larisa laurentiu lavinia liviu loredana lucian luminita madalina madalin marinela mirela
octavian ovidiu petrica petru paula razvan robertino sorin sorina stefan stefania tudor valentin valentina vasile
vasilica viorel viorica vladut popescu ionescu popovici constantin constantinescu dumitru dumitrescu
`.trim().split(/\s+/);
