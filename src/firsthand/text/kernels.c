/* The loops that every character or word of a pile goes through.
 *
 * Each function here has a twin in numpy that gives the same numbers (word_table.py, shingles.py,
 * and in the room lineage); tests hold the two to each other. Nothing here allocates what outlives
 * a call, and nothing reads or writes outside of what it is given.
 */
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#if defined(_WIN32)
#define OUT __declspec(dllexport)
#else
#define OUT __attribute__((visibility("default")))
#endif

#define BASE 0x9E3779B97F4A7C15ull
#define SPREAD 0xD6E8FEB86659FD93ull
#define RUN_SEED 0xCBF29CE484222325ull

enum { QUOTED = 1, CAPITAL = 2, DIGIT = 4, FIRST = 8 };
enum { SPACE = 1, ENDING = 2, LINE = 4, OPENS = 8, CLOSES = 16, EITHER = 32, LEFT = 64, RIGHT = 128 };

OUT int32_t fh_version(void) { return 1; }

static inline uint32_t mix(uint64_t hash)
{
    hash ^= hash >> 32;
    hash *= SPREAD;
    uint32_t number = (uint32_t)(hash >> 32);
    return number ? number : 1;
}

typedef struct {
    const uint32_t *points, *folds;
} Letters;

static inline int ends_in(Letters letters, int64_t end, const char *ending, int count)
{
    for (int k = 0; k < count; k++)
        if (letters.folds[letters.points[end - count + k]] != (uint32_t)ending[k] + 2)
            return 0;
    return 1;
}

/* How many letters of a word are its ending. */
static inline int count_ending(Letters letters, int64_t start, int64_t end)
{
    int64_t length = end - start;
    if (length <= 3 || letters.folds[letters.points[start]] <= (uint32_t)'9' + 2)
        return 0;
    if (length > 6 && (ends_in(letters, end, "ing", 3) || ends_in(letters, end, "ion", 3)
                       || ends_in(letters, end, "ies", 3)))
        return 3;
    if (length > 5 && (ends_in(letters, end, "ed", 2) || ends_in(letters, end, "es", 2)
                       || ends_in(letters, end, "ly", 2)))
        return 2;
    return ends_in(letters, end, "s", 1) && !ends_in(letters, end, "ss", 2);
}

/* Read the words of a block of code points.
 *
 * folds: for every code point its folded letter plus 2, 1: no letter, 0: not looked at yet.
 * Returns the number of words, or -1 where a code point has not been looked at.
 */
OUT int64_t fh_scan(const uint32_t *points, int64_t n, const uint32_t *folds,
                    const uint8_t *classes, int64_t n_classes, int64_t most_quoted,
                    int64_t least_quoted, uint32_t *words, uint32_t *stems, uint32_t *starts,
                    uint32_t *ends, uint8_t *bits)
{
    int64_t count = 0, i = 0, last_end = 0;
    int64_t opened_at = -1; /* words before the mark that opened, -1: the last mark did not open */
    int64_t last_line = -1, opened_line = -1;
    const Letters letters = {points, folds};
    int64_t marked = -1; /* the last mark that ends a sentence or a line */
    while (i < n) {
        uint32_t point = points[i];
        uint32_t fold = folds[point];
        if (fold == 0)
            return -1;
        if (fold == 1) {
            uint8_t class = point < n_classes ? classes[point] : classes[n_classes - 1];
            if (class & (ENDING | LINE))
                marked = i;
            if (class & LINE)
                last_line = i;
            if (class & (OPENS | CLOSES | EITHER)) {
                uint32_t q = points[i ? i - 1 : 0];
                uint8_t before = q < n_classes ? classes[q] : classes[n_classes - 1];
                uint32_t r = points[i + 1 < n ? i + 1 : n - 1];
                uint8_t after = r < n_classes ? classes[r] : classes[n_classes - 1];
                int opens = (class & OPENS) != 0;
                if (class & EITHER)
                    opens |= ((before & LEFT) || i == 0) && !(after & RIGHT);
                int closes = (class & CLOSES) || ((class & EITHER) && !opens);
                if (closes && opened_at >= 0 && opened_line == last_line) {
                    int64_t length = count - opened_at;
                    if (length >= least_quoted && length <= most_quoted)
                        for (int64_t k = opened_at; k < count; k++)
                            bits[k] |= QUOTED;
                }
                opened_at = opens ? count : -1;
                opened_line = last_line;
            }
            i++;
            continue;
        }
        int64_t start = i;
        uint64_t hash = 0, power = 1, part[8];
        part[0] = 0;
        while (i < n) {
            fold = folds[points[i]];
            if (fold == 0)
                return -1;
            if (fold == 1)
                break;
            hash += fold * power;
            power *= BASE;
            int64_t k = i - start;
            if (k < 6)
                part[k + 1] = hash;
            i++;
        }
        int64_t length = i - start;
        int64_t stem = length - count_ending(letters, start, i);
        if (stem > 6)
            stem = 6;
        words[count] = mix(hash);
        stems[count] = mix(part[stem]);
        starts[count] = (uint32_t)start;
        ends[count] = (uint32_t)i;
        uint32_t first = points[start];
        uint8_t bit = 0;
        if (first >= '0' && first <= '9')
            bit |= DIGIT;
        if ((first >= 'A' && first <= 'Z') || (first >= 0xC0 && first <= 0xDE && first != 0xD7))
            bit |= CAPITAL;
        if (count == 0)
            bit |= FIRST;
        else if (marked >= last_end) {
            uint32_t m = points[marked], r = points[marked + 1 < n ? marked + 1 : n - 1];
            uint8_t at = m < n_classes ? classes[m] : classes[n_classes - 1];
            uint8_t after = r < n_classes ? classes[r] : classes[n_classes - 1];
            if ((at & LINE) || ((bit & (CAPITAL | DIGIT)) && (after & (SPACE | CLOSES | EITHER))))
                bit |= FIRST;
        }
        bits[count] = bit;
        last_end = i;
        count++;
    }
    return count;
}

/* What each word stands for: the slot of its stem; 0 for function words and single letters. */
OUT void fh_conceive(const uint32_t *words, const uint32_t *stems, const uint32_t *starts,
                     const uint32_t *ends, const uint8_t *bits, int64_t n,
                     const uint32_t *concept_of_stem, const uint8_t *is_function, uint32_t *out)
{
    for (int64_t i = 0; i < n; i++) {
        int left_out = is_function[words[i] >> 12]
                       || (ends[i] - starts[i] == 1 && !(bits[i] & DIGIT));
        out[i] = left_out ? 0 : concept_of_stem[stems[i] >> 10];
    }
}

/* Hash every run of `width` words; shape (n - width + 1,). */
OUT void fh_runs(const uint32_t *words, int64_t n, int64_t width, uint64_t *out)
{
    for (int64_t i = 0; i + width <= n; i++) {
        uint64_t hash = RUN_SEED;
        for (int64_t k = 0; k < width; k++) {
            hash ^= words[i + k];
            hash *= BASE;
            hash ^= hash >> 29;
        }
        out[i] = hash;
    }
}

/* Keys of runs of `width` words of which all (wanted = 1) or none (wanted = 0) bear a bit: the
 * upper 40 bits of the hash, the owner beneath. One run in `sampled` is taken. */
OUT int64_t fh_run_keys(const uint32_t *words, const uint8_t *bits, const int64_t *bounds,
                        int64_t n_texts, int64_t first_owner, int64_t width, int64_t bit,
                        int64_t wanted, int64_t sampled, uint64_t *out)
{
    int64_t count = 0;
    for (int64_t text = 0; text < n_texts; text++) {
        int64_t run = 0; /* words in a row that are as wanted */
        for (int64_t i = bounds[text]; i < bounds[text + 1]; i++) {
            run = ((bits[i] & bit) != 0) == wanted ? run + 1 : 0;
            if (run < width)
                continue;
            uint64_t hash = RUN_SEED;
            for (int64_t k = i - width + 1; k <= i; k++) {
                hash ^= words[k];
                hash *= BASE;
                hash ^= hash >> 29;
            }
            if (sampled == 1 || (hash >> 60) % (uint64_t)sampled == 0)
                out[count++] = (hash & ~0xFFFFFFull) | (uint64_t)(first_owner + text);
        }
    }
    return count;
}

/* Count in how many texts each concept stands. */
OUT void fh_count_concepts(const uint32_t *concepts, const int64_t *bounds, int64_t n_texts,
                           int64_t first_owner, uint32_t *counts, int32_t *last)
{
    for (int64_t text = 0; text < n_texts; text++)
        for (int64_t i = bounds[text]; i < bounds[text + 1]; i++) {
            uint32_t concept = concepts[i];
            if (concept && last[concept] != (int32_t)(first_owner + text)) {
                last[concept] = (int32_t)(first_owner + text);
                counts[concept]++;
            }
        }
}

/* Keys of every two of the rarest concepts of each text that two texts have at least.
 *
 * Of a text its `most` concepts that stand in the fewest texts are taken (of equal ones the lower
 * number), quoted words left out. stamp: of every concept the last text that was seen to have it.
 */
OUT int64_t fh_rarest_keys(const uint32_t *concepts, const uint8_t *bits, const int64_t *bounds,
                           int64_t n_texts, int64_t first_owner, const uint32_t *counts,
                           int32_t *stamp, int64_t most, uint64_t *out)
{
    int64_t count = 0;
    uint64_t kept[64]; /* rarity above, concept beneath, in order */
    if (most > 64)
        most = 64;
    for (int64_t text = 0; text < n_texts; text++) {
        int64_t n = 0;
        for (int64_t i = bounds[text]; i < bounds[text + 1]; i++) {
            uint32_t concept = concepts[i];
            if (!concept || (bits[i] & QUOTED) || counts[concept] < 2
                || stamp[concept] == (int32_t)(first_owner + text))
                continue;
            stamp[concept] = (int32_t)(first_owner + text);
            uint64_t rank = (uint64_t)counts[concept] << 32 | concept;
            if (n == most && rank >= kept[n - 1])
                continue;
            int64_t place = n < most ? n++ : n - 1;
            while (place > 0 && kept[place - 1] > rank) {
                kept[place] = kept[place - 1];
                place--;
            }
            kept[place] = rank;
        }
        for (int64_t i = 0; i < n; i++)
            for (int64_t k = i + 1; k < n; k++) {
                uint64_t a = (uint32_t)kept[i], b = (uint32_t)kept[k];
                uint64_t low = a < b ? a : b, high = a < b ? b : a;
                uint64_t hash = low * BASE ^ high * 0xC2B2AE3D27D4EB4Full;
                hash ^= hash >> 31;
                hash *= SPREAD;
                out[count++] = (hash & ~0xFFFFFFull) | (uint64_t)(first_owner + text);
            }
    }
    return count;
}

/* ---------------------------------------------------------------- two reports */

typedef struct {
    uint64_t *keys;
    int32_t *heads; /* first place of a key, -1: free */
    int64_t mask;
} Table;

static int open_table(Table *table, int64_t room)
{
    int64_t size = 16;
    while (size < 2 * room + 2)
        size *= 2;
    table->keys = malloc((size_t)size * sizeof(uint64_t));
    table->heads = malloc((size_t)size * sizeof(int32_t));
    table->mask = size - 1;
    if (!table->keys || !table->heads)
        return 0;
    memset(table->heads, -1, (size_t)size * sizeof(int32_t));
    return 1;
}

static void close_table(Table *table)
{
    free(table->keys);
    free(table->heads);
}

static inline int64_t find_slot(const Table *table, uint64_t key)
{
    int64_t slot = (int64_t)((key * SPREAD) >> 20) & table->mask;
    while (table->heads[slot] >= 0 && table->keys[slot] != key)
        slot = (slot + 1) & table->mask;
    return slot;
}

/* Chain the runs of `width` words that two texts have in common.
 *
 * partner, back: for every word the word of the other side, -1: none (filled in here).
 * runs: four numbers a chain (start, end, other start, other end); room for n_one + 1.
 * Returns the number of chains of at least `least` words, -1: no memory.
 */
OUT int64_t fh_overlap(const uint32_t *one, int64_t n_one, const uint32_t *other, int64_t n_other,
                       int64_t width, int64_t most_between, int64_t least, int64_t *partner,
                       int64_t *back, int64_t *runs)
{
    for (int64_t i = 0; i < n_one; i++)
        partner[i] = -1;
    for (int64_t i = 0; i < n_other; i++)
        back[i] = -1;
    int64_t here_count = n_one - width + 1, there_count = n_other - width + 1;
    if (here_count <= 0 || there_count <= 0)
        return 0;
    uint64_t *hashes = malloc((size_t)(here_count > there_count ? here_count : there_count) * 8);
    int32_t *next = malloc((size_t)there_count * sizeof(int32_t));
    int64_t *chain = malloc((size_t)here_count * 2 * sizeof(int64_t));
    Table table = {0};
    if (!hashes || !next || !chain || !open_table(&table, there_count)) {
        free(hashes), free(next), free(chain), close_table(&table);
        return -1;
    }
    fh_runs(other, n_other, width, hashes);
    for (int64_t i = there_count - 1; i >= 0; i--) { /* so that a list goes upwards */
        int64_t slot = find_slot(&table, hashes[i]);
        next[i] = table.heads[slot];
        table.keys[slot] = hashes[i];
        table.heads[slot] = (int32_t)i;
    }
    fh_runs(one, n_one, width, hashes);
    int64_t n_runs = 0, length = 0;
    for (int64_t here = 0; here <= here_count; here++) {
        int32_t first = -1;
        if (here < here_count)
            first = table.heads[find_slot(&table, hashes[here])];
        if (here < here_count && first < 0)
            continue;
        int64_t expected = -1;
        if (length) {
            int64_t last_here = chain[2 * length - 2], last_there = chain[2 * length - 1];
            if (here < here_count && here - last_here <= most_between) {
                int32_t place = first;
                while (place >= 0 && place <= last_there)
                    place = next[place];
                if (place >= 0 && place - last_there <= most_between) {
                    chain[2 * length] = here;
                    chain[2 * length + 1] = place;
                    length++;
                    continue;
                }
            }
            expected = last_there + here - last_here;
            if (last_here + width - chain[0] >= least) {
                int64_t *run = runs + 4 * n_runs++;
                run[0] = chain[0];
                run[1] = last_here + width;
                run[2] = chain[1];
                run[3] = last_there + width;
                for (int64_t k = 0; k < length; k++)
                    for (int64_t step = 0; step < width; step++) {
                        int64_t a = chain[2 * k] + step, b = chain[2 * k + 1] + step;
                        if (partner[a] < 0 && back[b] < 0) {
                            partner[a] = b;
                            back[b] = a;
                        }
                    }
            }
        }
        if (here == here_count)
            break;
        int32_t best = first;
        if (length)
            for (int32_t place = first; place >= 0; place = next[place])
                if (llabs(place - expected) < llabs(best - expected))
                    best = place;
        chain[0] = here;
        chain[1] = best;
        length = 1;
    }
    free(hashes), free(next), free(chain), close_table(&table);
    return n_runs;
}

/* The greatest sum of gains along pairs that keep the order; gains: (rows, columns). */
static double align(const double *gains, int64_t rows, int64_t columns, const int64_t *order,
                    double *best)
{
    for (int64_t k = 0; k <= columns; k++)
        best[k] = 0.0;
    for (int64_t row = 0; row < rows; row++) {
        const double *gain = gains + row * columns;
        double diagonal = 0.0, left = 0.0; /* best[0] is always 0 */
        for (int64_t k = 0; k < columns; k++) {
            double stepped = diagonal + gain[order[k]], up = best[k + 1];
            diagonal = up;
            double value = stepped > up ? stepped : up;
            if (left > value)
                value = left;
            best[k + 1] = left = value;
        }
    }
    return best[columns];
}

/* How much better two tables of segments agree in their own order than in other orders.
 *
 * A table lists (segment, concept) with a weight in whole sixteenths, each at most once, by
 * segment and concept; loads and squares are sums of weights and of their squares a segment.
 * orders: (n_orders, columns), the first the order of the text. least: cosines below gain nothing.
 * Returns the surprise, 0..1; -1: no memory.
 */
OUT double fh_surprise(int64_t rows, int64_t n_left, const int32_t *left_owner,
                       const uint32_t *left_concept, const int32_t *left_weight,
                       const int64_t *left_load, const int64_t *left_square, int64_t columns,
                       int64_t n_right, const int32_t *right_owner, const uint32_t *right_concept,
                       const int32_t *right_weight, const int64_t *right_square,
                       const int64_t *orders, int64_t n_orders, double least)
{
    Table table = {0};
    int32_t *next = malloc((size_t)(n_right ? n_right : 1) * sizeof(int32_t));
    double *gains = calloc((size_t)(rows * columns), sizeof(double));
    double *best = malloc((size_t)(columns + 1) * sizeof(double));
    if (!next || !gains || !best || !open_table(&table, n_right)) {
        free(next), free(gains), free(best), close_table(&table);
        return -1.0;
    }
    for (int64_t i = 0; i < n_right; i++) {
        int64_t slot = find_slot(&table, right_concept[i]);
        next[i] = table.heads[slot];
        table.keys[slot] = right_concept[i];
        table.heads[slot] = (int32_t)i;
    }
    int any = 0;
    for (int64_t i = 0; i < n_left; i++)
        for (int32_t k = table.heads[find_slot(&table, left_concept[i])]; k >= 0; k = next[k]) {
            gains[left_owner[i] * columns + right_owner[k]]
                += (double)left_weight[i] * (double)right_weight[k];
        }
    int64_t whole = 0;
    for (int64_t row = 0; row < rows; row++) {
        whole += left_load[row];
        for (int64_t column = 0; column < columns; column++) {
            double *gain = gains + row * columns + column;
            if (*gain == 0.0)
                continue;
            double cosine = *gain / (sqrt((double)left_square[row]) * sqrt((double)right_square[column]));
            cosine = (cosine < 1.0 ? cosine : 1.0) - least;
            *gain = cosine > 0.0 ? cosine * (double)left_load[row] : 0.0;
            any |= cosine > 0.0;
        }
    }
    double found = 0.0;
    if (any && whole) {
        double others = 0.0;
        double own = align(gains, rows, columns, orders, best);
        for (int64_t k = 1; k < n_orders; k++)
            others += align(gains, rows, columns, orders + k * columns, best);
        found = (own - others / (double)(n_orders - 1)) / (double)whole;
    }
    free(next), free(gains), free(best), close_table(&table);
    return found;
}

/* ---------------------------------------------------------------- a first look at many pairs */

enum { MOST_SEGMENTS = 120, LEAST_WORDS = 4, MOST_WORDS = 40, WINDOW = 22 };
enum { RECURRING = 16, NARRATED = QUOTED | RECURRING, RUN_WIDTH = 5, WORDS_PER_END = 80 };

typedef struct {
    int64_t text;                   /* -1: none yet */
    int64_t n_segments, n_entries;  /* entries: each concept once a segment, in text order */
    int32_t *owner, *weight;
    uint32_t *concept;
    int64_t load[MOST_SEGMENTS], square[MOST_SEGMENTS];
    uint64_t *run;                  /* distinct hashes of narrated runs */
    int64_t n_runs;
    uint32_t *rare;                 /* distinct concepts */
    int32_t *rare_weight;
    int64_t n_rare, whole;          /* whole: sum of their weights */
} Leaf;

typedef struct {
    const uint32_t *words, *concepts, *counts;
    const uint8_t *bits, *rarity;   /* rarity: weight in sixteenths by the number of texts */
    const int64_t *bounds;
} Pile;

static int open_leaf(Leaf *leaf, int64_t room)
{
    leaf->text = -1;
    leaf->owner = malloc((size_t)room * 4), leaf->weight = malloc((size_t)room * 4);
    leaf->concept = malloc((size_t)room * 4), leaf->run = malloc((size_t)room * 8);
    leaf->rare = malloc((size_t)room * 4), leaf->rare_weight = malloc((size_t)room * 4);
    return leaf->owner && leaf->weight && leaf->concept && leaf->run && leaf->rare
           && leaf->rare_weight;
}

static void close_leaf(Leaf *leaf)
{
    free(leaf->owner), free(leaf->weight), free(leaf->concept);
    free(leaf->run), free(leaf->rare), free(leaf->rare_weight);
}

static void empty_table(Table *table, int64_t room)
{
    int64_t size = 16;
    while (size < 2 * room + 2)
        size *= 2;
    table->mask = size - 1;
    memset(table->heads, -1, (size_t)size * sizeof(int32_t));
}

static void add_segment(Leaf *leaf, const Pile *pile, int64_t start, int64_t end)
{
    int64_t first = leaf->n_entries, segment = leaf->n_segments;
    if (segment >= MOST_SEGMENTS)
        return;
    leaf->n_segments++;
    leaf->load[segment] = leaf->square[segment] = 0;
    for (int64_t i = start; i < end; i++) {
        uint32_t concept = pile->concepts[i];
        if (!concept || (pile->bits[i] & NARRATED))
            continue;
        int64_t k = first;
        while (k < leaf->n_entries && leaf->concept[k] != concept)
            k++;
        if (k < leaf->n_entries)
            continue;
        int32_t weight = pile->rarity[pile->counts[concept]];
        leaf->owner[k] = (int32_t)segment;
        leaf->concept[k] = concept;
        leaf->weight[k] = weight;
        leaf->n_entries++;
        leaf->load[segment] += weight;
        leaf->square[segment] += (int64_t)weight * weight;
    }
}

/* Cut a text at its sentences, longer ones into windows, and list what stands in each. */
static void fill_leaf(Leaf *leaf, const Pile *pile, int64_t text, Table *table)
{
    int64_t begin = pile->bounds[text], finish = pile->bounds[text + 1];
    leaf->text = text;
    leaf->n_segments = leaf->n_entries = leaf->n_runs = leaf->n_rare = leaf->whole = 0;
    int64_t n_sentences = 0;
    for (int64_t i = begin; i < finish; i++)
        n_sentences += (pile->bits[i] & FIRST) != 0;
    int stripped = finish - begin >= 30 && n_sentences * WORDS_PER_END < finish - begin;
    for (int64_t start = begin; start < finish;) {
        int64_t end = start + 1;
        while (end < finish && !(pile->bits[end] & FIRST))
            end++;
        int64_t length = end - start, parts = 1;
        if (length >= LEAST_WORDS) {
            if (stripped || length > MOST_WORDS) {
                parts = (int64_t)rint((double)length / WINDOW);
                if (parts < 1)
                    parts = 1;
            }
            for (int64_t part = 0; part < parts; part++)
                add_segment(leaf, pile, start + length * part / parts,
                            start + length * (part + 1) / parts);
        }
        start = end;
    }
    empty_table(table, finish - begin);
    int64_t run = 0;
    for (int64_t i = begin; i < finish; i++) {
        run = pile->bits[i] & NARRATED ? 0 : run + 1;
        if (run < RUN_WIDTH)
            continue;
        uint64_t hash;
        fh_runs(pile->words + i - RUN_WIDTH + 1, RUN_WIDTH, RUN_WIDTH, &hash);
        int64_t slot = find_slot(table, hash);
        if (table->heads[slot] < 0) {
            table->keys[slot] = hash;
            table->heads[slot] = 0;
            leaf->run[leaf->n_runs++] = hash;
        }
    }
    empty_table(table, finish - begin);
    for (int64_t i = begin; i < finish; i++) {
        uint32_t concept = pile->concepts[i];
        if (!concept || (pile->bits[i] & RECURRING))
            continue;
        int64_t slot = find_slot(table, concept);
        if (table->heads[slot] < 0) {
            int32_t weight = pile->rarity[pile->counts[concept]];
            table->keys[slot] = concept;
            table->heads[slot] = 0;
            leaf->rare_weight[leaf->n_rare] = weight;
            leaf->rare[leaf->n_rare++] = concept;
            leaf->whole += weight;
        }
    }
}

/* Look at pairs of texts: shape (n_pairs, 5) of
 *   narrated runs in common, of the fewer narrated runs (their number), surprise,
 *   shares of the weight of the distinct concepts of the one and of the other that both have.
 *
 * pairs: (n_pairs, 2), in order of the first. orders: for every number of segments from 2 on
 * n_orders rows of so many places. room: words of the longest text. Returns 0, -1: no memory.
 */
OUT int64_t fh_look(const uint32_t *words, const uint32_t *concepts, const uint8_t *bits,
                    const int64_t *bounds, const uint32_t *counts, const uint8_t *rarity,
                    const int64_t *pairs, int64_t n_pairs, const int64_t *orders,
                    int64_t n_orders, double least, int64_t room, double *out)
{
    const Pile pile = {words, concepts, counts, bits, rarity, bounds};
    Leaf one = {0}, other = {0};
    Table runs = {0}, rare = {0}, scratch = {0};
    int64_t status = -1;
    room += 1;
    if (!open_leaf(&one, room) || !open_leaf(&other, room) || !open_table(&runs, room)
        || !open_table(&rare, room) || !open_table(&scratch, room))
        goto done;
    for (int64_t pair = 0; pair < n_pairs; pair++) {
        int64_t a = pairs[2 * pair], b = pairs[2 * pair + 1];
        if (one.text != a) {
            fill_leaf(&one, &pile, a, &scratch);
            empty_table(&runs, one.n_runs);
            for (int64_t i = 0; i < one.n_runs; i++) {
                int64_t slot = find_slot(&runs, one.run[i]);
                runs.keys[slot] = one.run[i];
                runs.heads[slot] = 0;
            }
            empty_table(&rare, one.n_rare);
            for (int64_t i = 0; i < one.n_rare; i++) {
                int64_t slot = find_slot(&rare, one.rare[i]);
                rare.keys[slot] = one.rare[i];
                rare.heads[slot] = 0;
            }
        }
        fill_leaf(&other, &pile, b, &scratch);
        int64_t shared_runs = 0, shared = 0;
        for (int64_t i = 0; i < other.n_runs; i++)
            shared_runs += runs.heads[find_slot(&runs, other.run[i])] >= 0;
        for (int64_t i = 0; i < other.n_rare; i++)
            if (rare.heads[find_slot(&rare, other.rare[i])] >= 0)
                shared += other.rare_weight[i];
        double *figures = out + 5 * pair;
        figures[0] = (double)shared_runs;
        figures[1] = (double)(one.n_runs < other.n_runs ? one.n_runs : other.n_runs);
        figures[3] = one.whole ? (double)shared / (double)one.whole : 0.0;
        figures[4] = other.whole ? (double)shared / (double)other.whole : 0.0;
        const Leaf *left = &one, *right = &other;
        if (left->n_segments > right->n_segments)
            left = &other, right = &one;
        figures[2] = 0.0;
        if (left->n_segments < 2)
            continue;
        const int64_t *order = orders;
        for (int64_t k = 2; k < right->n_segments; k++)
            order += n_orders * k;
        figures[2] = fh_surprise(left->n_segments, left->n_entries, left->owner, left->concept,
                                 left->weight, left->load, left->square, right->n_segments,
                                 right->n_entries, right->owner, right->concept, right->weight,
                                 right->square, order, n_orders, least);
        if (figures[2] == -1.0)
            goto done;
    }
    status = 0;
done:
    close_leaf(&one), close_leaf(&other);
    close_table(&runs), close_table(&rare), close_table(&scratch);
    return status;
}
