"""Questions that no freelancer's knowledge answers, written for this project: a threshold that lets them through is too low."""

from __future__ import annotations

ELSEWHERE: tuple[str, ...] = tuple(
    line.strip()
    for line in """
    how tall is the highest mountain in africa
    who painted the ceiling of that chapel in rome
    what is seven times thirteen
    how many people live in new zealand
    tell me how to fix a leaking tap
    which team won the cup in 1998
    how long do turtles live
    what does the word serendipity mean
    give me a recipe for lentil soup
    is there life on other planets
    how do i get red wine out of a carpet
    what is the capital of mongolia
    how far is the moon from the earth
    why is the sky blue
    who wrote the novel about the white whale
    how do i teach my dog to sit
    what year did the wall come down
    can cats see in the dark
    what is the boiling point of water on a mountain
    how do vaccines work
    which planet has the most moons
    what should i feed a hedgehog
    how do i change a bicycle tyre
    when do tulips bloom
    what are the ingredients of pesto
    how do i fold a paper plane
    who was the first woman in space
    what is the fastest animal in water
    how much does an elephant weigh
    what rhymes with orange
    does honey ever go bad
    how do i grow tomatoes on a balcony
    which battery is best for an old radio
    how old is the universe
    what is the difference between a crocodile and an alligator
    who invented the telephone
    which river flows through vienna
    how do i tie a bow tie
    what is the square root of two hundred
    are mushrooms plants
    how do noise cancelling headphones work
    what is the plot of the latest space movie
    who is the president of brazil
    how do i unclog a drain
    what does it mean when a dog wags its tail
    can you name the seven wonders of the world
    which vitamins are in an apple
    how many calories are in a banana
    what causes earthquakes
    how do i remove a scratch from a wooden table
    who composed the four seasons
    how many strings does a harp have
    what is a good exercise for the back
    how long should i boil an egg
    what is inflation in simple words
    how does a diesel engine work
    why do leaves turn red
    how do birds find their way
    what is the tallest building in asia
    which countries have a king
    how do i win at chess
    what are the rules of badminton
    is a tomato a fruit
    where do penguins live
    how do magnets work
    why do we dream
    which language has the most speakers
    how is glass made
    what do koalas eat
    who discovered penicillin
    when was the printing press invented
    how many bones are in the human body
    what is photosynthesis
    which metal is liquid at room temperature
    how do i sharpen a kitchen knife
    how many teeth does a shark have
    what colour is a polar bear's skin
    how do i get rid of ants in the kitchen
    what is the longest bridge in the world
    how do i lower my cholesterol
    which stock should i buy today
    how do i cancel my gym membership
    what time does the supermarket close on sunday
    is the museum open on mondays
    how deep is the deepest ocean
    how do i reset my smart watch
    when is the next solar eclipse
    how can i sleep better at night
    what are good names for a hamster
    how do you say good evening in portuguese
    what is the weather like in lisbon tomorrow
    play some jazz
    turn the lights off in the kitchen
    set an alarm for half past six
    remind me to water the plants
    what is on television tonight
    find me a flight to athens
    is there a pharmacy near here
    how is the traffic on the ring road
    order a pizza with extra cheese
    what happened in the news today
    what is the score of the match
    read me a bedtime story
    how much is a barrel of oil
    do i need a visa for japan
    what is my horoscope for today
    which film won the most awards
    translate this poem into latin
    how do i get a mortgage
    what is the exchange rate of the yen
    who is taller a giraffe or an elephant
    how do i renew my driving licence
    can you recommend a restaurant
    what size shoes should a toddler wear
    how many grams are in an ounce
    why do onions make you cry
    how do i clean a cast iron pan
    what is the best way to learn the guitar
    which fish can i keep in a small tank
    how do i repair a zip
    wie hoch ist der höchste berg der welt
    was ist die hauptstadt von kanada
    wie koche ich ein weiches ei
    warum ist der himmel blau
    wer hat das telefon erfunden
    wie wird das wetter morgen in wien
    wie viele knochen hat der mensch
    was frisst ein igel
    wann ist die nächste sonnenfinsternis
    spiel bitte etwas musik
    stell den wecker auf sieben uhr
    wie alt ist das universum
    welche mannschaft hat gestern gewonnen
    wie entferne ich rotweinflecken
    wo liegt die nächste apotheke
    wie lange leben schildkröten
    was bedeutet das wort resilienz
    wie viele einwohner hat norwegen
    ist eine tomate ein gemüse
    wie kündige ich mein fitnessstudio
    welcher fluss fließt durch prag
    was läuft heute im fernsehen
    brauche ich ein visum für indien
    wie funktioniert ein magnet
    """.splitlines()
    if line.strip()
)
