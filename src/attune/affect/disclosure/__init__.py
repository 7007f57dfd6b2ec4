"""Statistical disclosure control: what may be said of a group without telling the state of one of its members.

Every figure about people that leaves the server is made here, as a `Released` value that nothing else can construct.
`live` publishes the picture of a class on a clock; `tables` releases stored tables; `audit` finds hidden cells that can
be recovered by linear arithmetic; `weekly` decides on a group's weeks, with `partition`: which sets of people may be
published beside each other. Pure: the clock, k and the learners are handed in.

What it protects against, in the field's words: subtraction (a total minus what is seen by name), differencing (two
totals whose contributors differ by few), group disclosure (all of a group in one state), dominance.

References:
    Hundepool, A., Domingo-Ferrer, J., Franconi, L., Giessing, S., Schulte Nordholt, E., Spicer, K. and de Wolf, P.-P.
        (2012). Statistical Disclosure Control. Wiley. Chapters 4 (magnitude tables) and 5 (frequency tables).
    Fischetti, M. and Salazar, J. J. (2000). Models and algorithms for optimizing cell suppression in tabular data with
        linear constraints. Journal of the American Statistical Association 95 (451), 916-928.
    Langsrud, O. (2024). Secondary cell suppression by Gaussian elimination: an algorithm suitable for handling issues
        with zeros and singletons. Privacy in Statistical Databases, LNCS 14915.
"""
