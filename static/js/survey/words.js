// The words that a key directory is told by: 2,048 plain ones, so each says eleven bits. No two differ by one letter
// only, and words that sound like another are left out, because people read them to one another.

export const words = `
abbey about above academy accent access account acid acorn acre acrobat across action active actor actual
adapt adjust admire admit adult advance adverb advice aerial afloat after again agenda agile agree ahead aim
airport alarm album alcove alert algebra alike allow almanac almond almost alone alpha alphabet already
always amateur amaze amber ambient amount ample amuse anchor ancient angle animal annual answer antenna
anthem antique apart apology appear apply apricot april apron apt aquatic arcade archive arena argue
armchair aroma around arrange arrival arrive arrow article artist ascend aspect aspen assemble asset assist
assume athlete athletic atlas atom attach attend attic auburn audio august author autumn avenue average
aviary avocado awake award away axis axle azure baby back backpack bacon badge bag bagel baggage baker
balance balcony ballad ballet balloon bamboo banana band banjo banner barber bargain barley barn barrel
basil basket bath battery bazaar beach beak beard beaver because become bed bedroom beehive beetle beetroot
before begin behave behind being believe bell belong below benefit bent beret beside better between beyond
bicycle bike billow binder bingo biology birch bird birthday biscuit bit blade blanket blazer blend blender
bless blink block bloom blossom blouse blush boat bobsled body boil bold bonfire bonnet bonsai bonus
bookcase boost border borrow bottle bottom bounce bouquet box bracket braid branch brass brave breeze brick
bridge brief bright broad broccoli brochure bronco bronze brook brother brown bubble bucket buckle budget
buffalo buffet bugle build bulb bulletin bumper bunch bundle bungalow busy butler button buzz cabaret
cabbage cabin cabinet cable cactus cadet cafe calcium calendar calf camel camera camp camper campus canal
canary candle candy canoe canopy canteen canvas canyon capital captain caramel caravan carbon card cardigan
cargo carnival carol carpet carriage carrot carry carve cashew castle casual catch cedar ceiling celery
cello cement census central century ceramic certain chain chalk chamber champion chance channel chapter
charcoal charge chariot charity charm chase chat cheek cheese cheetah chemist cherry chess chestnut chicken
chief child chime chimney chisel choice choose chorus cider cinema cinnamon circle circus citizen citrus
city civil claim clarinet clasp classic clay clean clerk clever cliff climate climb climber clinic clip
cloak close cloth clothes cloud club cluster coach coast coastal cobalt cobble cobweb cocoa coconut code
coffee coin collage collar collect colour column comb comet comfort comic comma command common company
compare compass complete compose concept condor confetti connect consider consult contact content cook
cooker cookie copper copy coral corner correct corridor cosmos costume cottage cotton count country couple
courage courier cousin cover cow cowboy coyote cradle craft crane crater crayon cream create credit crescent
crest cricket crisp crochet crocus crop crowd crumb crystal cube cuckoo cucumber cuddle culture cup cupboard
cupcake curator curious curl cushion custard custom cycle cyclist cymbal cypress dahlia daily dance dapper
daring dart dash dawn day daylight dazzle debate decade december decimal deck decorate deep defend define
degree delay delight deliver delta deluxe denim dentist deposit depth deputy derive describe design desire
dessert detail develop device diagram dial dialect diamond diary dice diesel differ dig digit dignity dinghy
dinner dinosaur diploma direct discover disk display distant diver divide dockyard doctor document dogwood
doll dolphin domain dome domino donate donkey door doorbell dot double dough downhill downtown dozen dragon
drama draw drawer drawing dreamer dress drift drill drink drizzle drum drummer duckling duke dust duty duvet
dwell dynamic dynamo eager eagle early earring earth easel easy echo eclair eclipse ecology economy edit
editor effect effort egg elastic elbow elder elect elegant element elevate eleven elf else embrace emerald
eminent empire employ empty emu enable enamel endless endorse energy engage engine enjoy enough enrich
ensure enter entire entry envelope episode equal equator equip era errand escort essay essence estate esteem
estuary eternal ethics evening event every evident evolve exact example exceed excel except exchange excite
exhibit exist exotic expand expect explain explore expose express extend extra eyebrow fabric fabulous face
factory faculty fairy faith falcon fall family famous fan fancy fanfare farewell farm farmer fashion fathom
favour feast feather feature february feed felt fence fennel fern ferret ferry festival fetch few fibre
fiction fiddle fidget field fifteen fifth figment figure filbert file filter final finch finger finish
fireside first fish fix flag flame flamingo flannel flash fleck fleece fleet flexible flicker flight flint
flipper floor flora florist flow fluent fluffy flute fly foam focus folk follow fondue food football
footpath force forecast forest forever forget formal formula fortune forty forum forward fossil found
foundry fountain foxglove fragile fragrant freckle free freedom freezer freight frequent fresco fresh friday
friend friendly fringe frog front frontier frosty fruit fudge fuel funny furnish furrow future gadget gaiety
gala galaxy galley gallon game garage garden gardener gargoyle garland garlic garment gas gather gauge
gazebo gazelle gear geese gelato gem gemstone general genius genre gentle genuine geology geranium gesture
getaway geyser giant gift giggle gingham giraffe give glacier glad glance glass glasses gleam glide glimpse
glitter globe glory glossy glue goal goblet goldfish golf gondola goose gorge gosling gourd gourmet gown
grace graceful gracious grain grammar granary grand granite granola graph graphite gravel gravity gravy
green greenery grey grid griddle grocer grotto group grove grow guava guess guinea guitar gull gumboot gusto
gymnast habit haddock haircut hallway halo hammer hammock hamster handbag handmade happen happy harbour
hardware harmony harness harvest haven hawk hawthorn haystack hazel headline health heap hearty heavy hedge
height helmet helper herb heritage heron herring hexagon hibiscus hidden high highland hill hilltop hinge
hint hippo history hobby hockey holder holiday holly honest honey honeybee honour hope hopeful horizon horn
hornet host hostel house hub human humble humming humour hundred hungry hurdle hurry husky hyacinth hydrant
hydrogen iceberg icicle icing icon ideal identity igloo image imagine impact imprint improve inborn inclined
include income indeed index indigo indoor industry infant inform inkwell inland inlet innings input inside
insight inspire install instant instead integer intend interest interval into invent invite invoice inward
iris isotope item ivory ivy jackdaw jacket jade january jar jasmine jaunty javelin jazz jelly jersey jet
jewel jeweller jigsaw jingle job joint joke journal journey jovial joyful jubilee juggle juice jukebox july
jump junction june junior juniper justice kale kangaroo karate kayak keen keeper kelp kerchief ketchup
kettle keyboard keyhole kick kidney kilo kilogram kimono kind kindle kingdom kinship kiosk kipper kitchen
kite kitten kiwi knack knapsack knee knitting knob knuckle koala label labour lacquer ladder lagoon lake
lamb landmark language lantern lap larch large lark lasagne laser last lasting latitude lattice laugh launch
launder laundry laurel lava lavender layout leaf leaflet league learn learner lease lecture leeway left leg
legal legend leisure lemon lemonade length lens lentil leopard lettuce level levitate liberty library lichen
lid lilac lily lime limerick limit limpet lineage linear linen linnet lion liquid listen litmus litre little
lively lizard llama load loader lobster local locate location locket lodge logic logical logo lollipop long
longing lookout loop lotus lounge love lowland lozenge lucky luggage lullaby lumber luminous lunar lunchbox
lupin luscious lustre luxury lyric lyrical macaroni machine magenta magic magnet magnolia magpie mailbox
mailing majestic major mammal manage mandarin mandolin mango manual many maple maracas marathon marble
margin marigold marina market marmot maroon marsh marvel marzipan mascot mask mason massive master mat
matinee mattress mauve maximum maybe mayfly meadow meal measure mechanic media medium mellow melodic melody
melon member memo memorial memory mend mentor merchant mercury meringue merit mermaid mesh message meteor
method metre midday midland midnight migrate mild milkmaid millet million mimic mindful mineral minnow
minstrel minus minute mirror mission misty mobile moccasin model modern modest molasses moment momentum
monarch monday monitor monsoon month monument moon moonbeam moorland more morsel mosaic moss motif motion
motor motto mousse movie much mud muffin mulberry mule multiply mural museum mushroom music muslin mustang
mutual myrtle mystery napkin narrate narrator nation native natural nature nautical navigate navy nearby
neat nebula necklace nectar needle neon nephew network neutral neutron never newborn nibble nickel nickname
niece nightcap nine ninety noble nod noise nomad nominate nonsense noodle normally north notable note
notebook notice nougat novel november nurse nursery nutmeg nutrient nylon oasis oatmeal obelisk object
oblong oboe oboist observe obtain obvious occasion ocean ocelot octagon octave october octopus odyssey offer
office often olive omega omelette onion online only opal open opening opera operate opinion optic optimist
option orange orator orbit orchard orchid ordinal ordinary oregano organ orient origami origin original
ornament osprey ostrich other outdoor outer outfit outing outline outlook output outside overcoat overture
owner oxygen oyster ozone paddle page paint palace palm pamphlet pancake panda panel pansy panther paper
paprika parade parcel parent parsley partner party pass passage passport pasta pastel pastry patient patio
pattern pavement peacock peanut pebble pelican pencil penguin people pepper perch perfect perform perfume
period permit person petal petrol phone photo phrase piano picnic picture pigeon pillar pilot pink pioneer
pipe pitch pizza planet plank plate player plaza pledge plenty plough pluck plug plume poem polar policy
polish polite pollen polo pond pool poppy popular porridge porter portrait position possible potato pottery
pouch powder prairie prefer prepare present pretty price prism private problem process produce profile
program project promise proof proper proud provide public pudding pulley pulp pulse puma pumpkin pupil
puppet purple purpose push puzzle pyramid quail quality quantum quarry quarter quest question queue quiche
quick quiet quill quince quirky quiz quota rabbit raccoon radar radio radish rainbow raisin rally ramble
random rapid rare rascal ravine razor ready reason rebuild recall receipt receive recent recipe record
recover reduce reef refill reflect refresh regard region regular reindeer relax release relief remain remark
remember remind remote render renew repair repeat reply report request rescue reserve respect respond result
retire return reveal review rhubarb rhyme rhythm ribbon rich ride ripple robe robin robot rock rodeo romance
room rosemary rotate royal rucksack rudder rugby ruler saffron saga salad salary salmon salt salute sandal
sandwich sapphire sardine satin saturday saucer sauna sausage savanna save scale scan scarf scarlet scenic
school science scissors scone scoop scooter scout screen screw scroll sculpt search second secret section
seek segment seminar senate senior sense sentence separate sequel series serve session seven several shade
shadow shallow shampoo sharp shed sheep shelf shelter sherbet shield shift shimmer shine ship shore shorts
should shoulder show shower shrimp shrub shuffle shutter shuttle siesta sign signal silent silk silver
similar simple since siren sister size skate sketch skill skirt sleeve slice slim slogan slope small smart
smile smooth snail snug soap soccer social soda soft solid solve sonata sonic soprano sorbet south space
spacious spaniel spark sparrow speak special speech speed spell sphere spin spinach spiral spirit splash
split spoke sponge spoon sport spread spring sprout spruce square squash squid squirrel stable stack stadium
staff stage stamp stand star starfish station statue steady steam step stereo stilt stitch stool storage
stork stove strange straw street stretch stride strong student studio study subject submit subtle subway
success suede sugar suggest suit summer sundial sunrise sunset super supply support sure surface surname
surprise sweater swing sycamore symbol symphony syrup system tablet tactic tailor talent talk tandem tape
tapestry target taste tavern taxi teapot teddy teeth tempo tenant tennis tenor term terrace test textile
texture thank thaw theatre theme then theory thermal thick thimble thing third thirty this thistle thread
three thrill thrive thrush thumb thursday ticket tidy tiger tight timber title toddler together token tomato
tone tongue tonight topic torch tortoise total totem toucan tour toward towel track tractor trade traffic
trail transfer transit tray treasure treat trek trellis trend triangle trim trolley trombone trout true
truffle trumpet trunk trust truth tuba tuesday tulip tundra tunic tunnel turbine turn turnip turtle tutor
tweed twelve twenty twice twig twilight twirl twist typical umbrella uncle under unfold unicorn uniform
unique unit universe unlock until update upgrade uphill upland upon upper upright upstairs urban urge urgent
useful usher usual utensil vacuum valid value vanilla vapour variety various vase vault velvet vendor
venture veranda verse version vessel viaduct vibrant video view village vinegar vintage vinyl viola violet
violin visible vision visit visitor visual vital vitamin vivid voice volcano volume voyage waffle wagon
waiter walnut walrus waltz want wardrobe weave wedding weekend welcome whale wheat whisk whisker width
window winter wire wisdom within wombat work world wreath wren wrist yacht yoga yoghurt young yucca zebra
zenith zero zigzag zinc
`
  .trim()
  .split(/\s+/)
