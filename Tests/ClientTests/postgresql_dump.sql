--
-- PostgreSQL database dump
--

\restrict P0zv2UufDHqTdM25dX4tTelK4aom0lLPumPav3eDkTxAcidddaQFQPgYmb8DSxG

-- Dumped from database version 18.4
-- Dumped by pg_dump version 18.4

SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET transaction_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

--
-- Name: Odd Name; Type: SCHEMA; Schema: -; Owner: postgres
--

CREATE SCHEMA "Odd Name";


ALTER SCHEMA "Odd Name" OWNER TO postgres;

--
-- Name: app; Type: SCHEMA; Schema: -; Owner: postgres
--

CREATE SCHEMA app;


ALTER SCHEMA app OWNER TO postgres;

--
-- Name: SCHEMA app; Type: COMMENT; Schema: -; Owner: postgres
--

COMMENT ON SCHEMA app IS 'mine';


--
-- Name: vector; Type: EXTENSION; Schema: -; Owner: -
--

CREATE EXTENSION IF NOT EXISTS vector WITH SCHEMA public;


--
-- Name: EXTENSION vector; Type: COMMENT; Schema: -; Owner: 
--

COMMENT ON EXTENSION vector IS 'vector data type and ivfflat and hnsw access methods';


SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: Tab le; Type: TABLE; Schema: Odd Name; Owner: postgres
--

CREATE TABLE "Odd Name"."Tab le" (
    "Col A" integer DEFAULT 5,
    "select" text
);


ALTER TABLE "Odd Name"."Tab le" OWNER TO postgres;

--
-- Name: counter; Type: SEQUENCE; Schema: app; Owner: postgres
--

CREATE SEQUENCE app.counter
    START WITH 100
    INCREMENT BY 7
    NO MINVALUE
    MAXVALUE 100000
    CACHE 3
    CYCLE;


ALTER SEQUENCE app.counter OWNER TO postgres;

--
-- Name: SEQUENCE counter; Type: COMMENT; Schema: app; Owner: postgres
--

COMMENT ON SEQUENCE app.counter IS 'counts';


--
-- Name: items; Type: TABLE; Schema: public; Owner: postgres
--

CREATE TABLE public.items (
    id integer NOT NULL,
    ident integer NOT NULL,
    ident2 bigint NOT NULL,
    name text DEFAULT 'none'::text NOT NULL,
    label character varying(20) DEFAULT 'x''y'::character varying,
    price numeric(10,2),
    weird numeric,
    made timestamp with time zone DEFAULT now(),
    data jsonb DEFAULT '{}'::jsonb,
    tags text[] DEFAULT '{}'::text[],
    flag boolean DEFAULT true,
    code character(3),
    u uuid,
    b bytea,
    d date,
    iv interval,
    f real,
    g double precision,
    doubled numeric GENERATED ALWAYS AS ((price * (2)::numeric)) STORED,
    v public.vector(3) DEFAULT '[1,2,3]'::public.vector,
    h public.halfvec(4),
    s public.sparsevec(5),
    bits bit(8),
    vb bit varying(12),
    anyv public.vector,
    va public.vector(3)[] DEFAULT ARRAY['[1,2,3]'::public.vector, NULL::public.vector],
    CONSTRAINT dist CHECK ((((v OPERATOR(public.<->) '[0,0,0]'::public.vector) < (1000)::double precision) OR (v IS NULL))),
    CONSTRAINT items_price_check CHECK ((price > (0)::numeric))
);


ALTER TABLE public.items OWNER TO postgres;

--
-- Name: TABLE items; Type: COMMENT; Schema: public; Owner: postgres
--

COMMENT ON TABLE public.items IS 'things; it''s';


--
-- Name: COLUMN items.v; Type: COMMENT; Schema: public; Owner: postgres
--

COMMENT ON COLUMN public.items.v IS 'embedding';


--
-- Name: CONSTRAINT dist ON items; Type: COMMENT; Schema: public; Owner: postgres
--

COMMENT ON CONSTRAINT dist ON public.items IS 'near';


--
-- Name: nearest; Type: VIEW; Schema: app; Owner: postgres
--

CREATE VIEW app.nearest AS
 SELECT id,
    (v)::text AS t
   FROM public.items
  WHERE ((v OPERATOR(public.<=>) '[1,2,3]'::public.vector) < (0.5)::double precision)
  ORDER BY (v OPERATOR(public.<->) '[3,1,2]'::public.vector)
 LIMIT 5;


ALTER VIEW app.nearest OWNER TO postgres;

--
-- Name: notes; Type: TABLE; Schema: app; Owner: postgres
--

CREATE TABLE app.notes (
    id bigint NOT NULL,
    item integer,
    body text,
    v public.vector(3) NOT NULL
);


ALTER TABLE app.notes OWNER TO postgres;

--
-- Name: notes_id_seq; Type: SEQUENCE; Schema: app; Owner: postgres
--

CREATE SEQUENCE app.notes_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER SEQUENCE app.notes_id_seq OWNER TO postgres;

--
-- Name: notes_id_seq; Type: SEQUENCE OWNED BY; Schema: app; Owner: postgres
--

ALTER SEQUENCE app.notes_id_seq OWNED BY app.notes.id;


--
-- Name: cheap; Type: VIEW; Schema: public; Owner: postgres
--

CREATE VIEW public.cheap AS
 SELECT i.id,
    i.name,
    n.body,
    (i.v OPERATOR(public.<->) '[1,1,1]'::public.vector) AS d
   FROM (public.items i
     JOIN app.notes n ON ((n.item = i.id)))
  WHERE (i.price < (10)::numeric);


ALTER VIEW public.cheap OWNER TO postgres;

--
-- Name: VIEW cheap; Type: COMMENT; Schema: public; Owner: postgres
--

COMMENT ON VIEW public.cheap IS 'a view';


--
-- Name: items_id_seq; Type: SEQUENCE; Schema: public; Owner: postgres
--

CREATE SEQUENCE public.items_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER SEQUENCE public.items_id_seq OWNER TO postgres;

--
-- Name: items_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: postgres
--

ALTER SEQUENCE public.items_id_seq OWNED BY public.items.id;


--
-- Name: items_ident2_seq; Type: SEQUENCE; Schema: public; Owner: postgres
--

ALTER TABLE public.items ALTER COLUMN ident2 ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.items_ident2_seq
    START WITH 10
    INCREMENT BY 5
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: items_ident_seq; Type: SEQUENCE; Schema: public; Owner: postgres
--

ALTER TABLE public.items ALTER COLUMN ident ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.items_ident_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: unused; Type: SEQUENCE; Schema: public; Owner: postgres
--

CREATE SEQUENCE public.unused
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER SEQUENCE public.unused OWNER TO postgres;

--
-- Name: usesseq; Type: TABLE; Schema: public; Owner: postgres
--

CREATE TABLE public.usesseq (
    a integer DEFAULT nextval('app.counter'::regclass),
    b integer
);


ALTER TABLE public.usesseq OWNER TO postgres;

--
-- Name: notes id; Type: DEFAULT; Schema: app; Owner: postgres
--

ALTER TABLE ONLY app.notes ALTER COLUMN id SET DEFAULT nextval('app.notes_id_seq'::regclass);


--
-- Name: items id; Type: DEFAULT; Schema: public; Owner: postgres
--

ALTER TABLE ONLY public.items ALTER COLUMN id SET DEFAULT nextval('public.items_id_seq'::regclass);


--
-- Data for Name: Tab le; Type: TABLE DATA; Schema: Odd Name; Owner: postgres
--

COPY "Odd Name"."Tab le" ("Col A", "select") FROM stdin;
1	x
2	\N
\.


--
-- Data for Name: notes; Type: TABLE DATA; Schema: app; Owner: postgres
--

COPY app.notes (id, item, body, v) FROM stdin;
1	1	z	[1,1,1]
2	2	zz	[2,1,1]
3	3	zzz	[3,1,1]
4	4	zzzz	[4,1,1]
5	5	zzzzz	[5,1,1]
6	6	zzzzzz	[6,1,1]
7	7	zzzzzzz	[7,1,1]
8	8	zzzzzzzz	[8,1,1]
9	9	zzzzzzzzz	[9,1,1]
10	10	zzzzzzzzzz	[10,1,1]
\.


--
-- Data for Name: items; Type: TABLE DATA; Schema: public; Owner: postgres
--

COPY public.items (id, ident, ident2, name, label, price, weird, made, data, tags, flag, code, u, b, d, iv, f, g, v, h, s, bits, vb, anyv, va) FROM stdin;
1	1	10	n1	l1	1.25	100000000000000000001	2024-01-02 00:00:00+00	{"k": 1, "t": "a\\tb\\\\"}	{a1,NULL,"q\\"x,"}	t	abc	00000000-0000-0000-0000-00000000000a	\\x00ff	2024-02-29	1 mon 3 days 04:05:06.7	0.33333334	0.14285714285714285	[1,0.1,0.3]	[1,1,2,3]	{1:1,3:2}/5	10101010	101	[1,1]	{NULL,"[1,2,3]"}
2	2	15	n2	l2	2.25	100000000000000000002	2024-01-03 00:00:00+00	{"k": 2, "t": "a\\tb\\\\"}	{a2,NULL,"q\\"x,"}	t	abc	00000000-0000-0000-0000-00000000000a	\\x00ff	2024-02-29	1 mon 3 days 04:05:06.7	0.6666667	0.2857142857142857	[2,0.1,0.6]	[2,1,2,3]	{1:2,3:2}/5	10101010	101	[2,2]	{NULL,"[1,2,3]"}
3	3	20	n3	\N	3.25	100000000000000000003	2024-01-04 00:00:00+00	{"k": 3, "t": "a\\tb\\\\"}	{a3,NULL,"q\\"x,"}	t	abc	00000000-0000-0000-0000-00000000000a	\\x00ff	2024-02-29	1 mon 3 days 04:05:06.7	1	0.42857142857142855	[3,0.1,0.9]	[3,1,2,3]	{1:3,3:2}/5	10101010	101	[3,3]	{NULL,"[1,2,3]"}
4	4	25	n4	l4	4.25	100000000000000000004	2024-01-05 00:00:00+00	{"k": 4, "t": "a\\tb\\\\"}	{a4,NULL,"q\\"x,"}	t	abc	00000000-0000-0000-0000-00000000000a	\\x00ff	2024-02-29	1 mon 3 days 04:05:06.7	1.3333334	0.5714285714285714	[4,0.1,1.2]	[4,1,2,3]	{1:4,3:2}/5	10101010	101	[4,4]	{NULL,"[1,2,3]"}
5	5	30	n5	l5	5.25	100000000000000000005	2024-01-06 00:00:00+00	{"k": 5, "t": "a\\tb\\\\"}	{a5,NULL,"q\\"x,"}	t	abc	00000000-0000-0000-0000-00000000000a	\\x00ff	2024-02-29	1 mon 3 days 04:05:06.7	1.6666666	0.7142857142857143	[5,0.1,1.5]	[5,1,2,3]	{1:5,3:2}/5	10101010	101	[5,5]	{NULL,"[1,2,3]"}
6	6	35	n6	\N	6.25	100000000000000000006	2024-01-07 00:00:00+00	{"k": 6, "t": "a\\tb\\\\"}	{a6,NULL,"q\\"x,"}	t	abc	00000000-0000-0000-0000-00000000000a	\\x00ff	2024-02-29	1 mon 3 days 04:05:06.7	2	0.8571428571428571	[6,0.1,1.8]	[6,1,2,3]	{1:6,3:2}/5	10101010	101	[6,6]	{NULL,"[1,2,3]"}
7	7	40	n7	l7	7.25	100000000000000000007	2024-01-08 00:00:00+00	{"k": 7, "t": "a\\tb\\\\"}	{a7,NULL,"q\\"x,"}	t	abc	00000000-0000-0000-0000-00000000000a	\\x00ff	2024-02-29	1 mon 3 days 04:05:06.7	2.3333333	1	[7,0.1,2.1]	[7,1,2,3]	{1:7,3:2}/5	10101010	101	[7,7]	{NULL,"[1,2,3]"}
8	8	45	n8	l8	8.25	100000000000000000008	2024-01-09 00:00:00+00	{"k": 8, "t": "a\\tb\\\\"}	{a8,NULL,"q\\"x,"}	t	abc	00000000-0000-0000-0000-00000000000a	\\x00ff	2024-02-29	1 mon 3 days 04:05:06.7	2.6666667	1.1428571428571428	[8,0.1,2.4]	[8,1,2,3]	{1:8,3:2}/5	10101010	101	[8,8]	{NULL,"[1,2,3]"}
9	9	50	n9	\N	9.25	100000000000000000009	2024-01-10 00:00:00+00	{"k": 9, "t": "a\\tb\\\\"}	{a9,NULL,"q\\"x,"}	t	abc	00000000-0000-0000-0000-00000000000a	\\x00ff	2024-02-29	1 mon 3 days 04:05:06.7	3	1.2857142857142858	[9,0.1,2.7]	[9,1,2,3]	{1:9,3:2}/5	10101010	101	[9,9]	{NULL,"[1,2,3]"}
10	10	55	n10	l10	10.25	100000000000000000010	2024-01-11 00:00:00+00	{"k": 10, "t": "a\\tb\\\\"}	{a10,NULL,"q\\"x,"}	t	abc	00000000-0000-0000-0000-00000000000a	\\x00ff	2024-02-29	1 mon 3 days 04:05:06.7	3.3333333	1.4285714285714286	[10,0.1,3]	[10,1,2,3]	{1:10,3:2}/5	10101010	101	[10,10]	{NULL,"[1,2,3]"}
11	11	60	n11	l11	11.25	100000000000000000011	2024-01-12 00:00:00+00	{"k": 11, "t": "a\\tb\\\\"}	{a11,NULL,"q\\"x,"}	t	abc	00000000-0000-0000-0000-00000000000a	\\x00ff	2024-02-29	1 mon 3 days 04:05:06.7	3.6666667	1.5714285714285714	[11,0.1,3.3]	[11,1,2,3]	{1:11,3:2}/5	10101010	101	[11,11]	{NULL,"[1,2,3]"}
12	12	65	n12	\N	12.25	100000000000000000012	2024-01-13 00:00:00+00	{"k": 12, "t": "a\\tb\\\\"}	{a12,NULL,"q\\"x,"}	t	abc	00000000-0000-0000-0000-00000000000a	\\x00ff	2024-02-29	1 mon 3 days 04:05:06.7	4	1.7142857142857142	[12,0.1,3.6]	[12,1,2,3]	{1:12,3:2}/5	10101010	101	[12,12]	{NULL,"[1,2,3]"}
13	13	70	n13	l13	13.25	100000000000000000013	2024-01-14 00:00:00+00	{"k": 13, "t": "a\\tb\\\\"}	{a13,NULL,"q\\"x,"}	t	abc	00000000-0000-0000-0000-00000000000a	\\x00ff	2024-02-29	1 mon 3 days 04:05:06.7	4.3333335	1.8571428571428572	[13,0.1,3.9]	[13,1,2,3]	{1:13,3:2}/5	10101010	101	[13,13]	{NULL,"[1,2,3]"}
14	14	75	n14	l14	14.25	100000000000000000014	2024-01-15 00:00:00+00	{"k": 14, "t": "a\\tb\\\\"}	{a14,NULL,"q\\"x,"}	t	abc	00000000-0000-0000-0000-00000000000a	\\x00ff	2024-02-29	1 mon 3 days 04:05:06.7	4.6666665	2	[14,0.1,4.2]	[14,1,2,3]	{1:14,3:2}/5	10101010	101	[14,14]	{NULL,"[1,2,3]"}
15	15	80	n15	\N	15.25	100000000000000000015	2024-01-16 00:00:00+00	{"k": 15, "t": "a\\tb\\\\"}	{a15,NULL,"q\\"x,"}	t	abc	00000000-0000-0000-0000-00000000000a	\\x00ff	2024-02-29	1 mon 3 days 04:05:06.7	5	2.142857142857143	[15,0.1,4.5]	[15,1,2,3]	{1:15,3:2}/5	10101010	101	[15,15]	{NULL,"[1,2,3]"}
16	16	85	n16	l16	16.25	100000000000000000016	2024-01-17 00:00:00+00	{"k": 16, "t": "a\\tb\\\\"}	{a16,NULL,"q\\"x,"}	t	abc	00000000-0000-0000-0000-00000000000a	\\x00ff	2024-02-29	1 mon 3 days 04:05:06.7	5.3333335	2.2857142857142856	[16,0.1,4.8]	[16,1,2,3]	{1:16,3:2}/5	10101010	101	[16,16]	{NULL,"[1,2,3]"}
17	17	90	n17	l17	17.25	100000000000000000017	2024-01-18 00:00:00+00	{"k": 17, "t": "a\\tb\\\\"}	{a17,NULL,"q\\"x,"}	t	abc	00000000-0000-0000-0000-00000000000a	\\x00ff	2024-02-29	1 mon 3 days 04:05:06.7	5.6666665	2.4285714285714284	[17,0.1,5.1]	[17,1,2,3]	{1:17,3:2}/5	10101010	101	[17,17]	{NULL,"[1,2,3]"}
18	18	95	n18	\N	18.25	100000000000000000018	2024-01-19 00:00:00+00	{"k": 18, "t": "a\\tb\\\\"}	{a18,NULL,"q\\"x,"}	t	abc	00000000-0000-0000-0000-00000000000a	\\x00ff	2024-02-29	1 mon 3 days 04:05:06.7	6	2.5714285714285716	[18,0.1,5.4]	[18,1,2,3]	{1:18,3:2}/5	10101010	101	[18,18]	{NULL,"[1,2,3]"}
19	19	100	n19	l19	19.25	100000000000000000019	2024-01-20 00:00:00+00	{"k": 19, "t": "a\\tb\\\\"}	{a19,NULL,"q\\"x,"}	t	abc	00000000-0000-0000-0000-00000000000a	\\x00ff	2024-02-29	1 mon 3 days 04:05:06.7	6.3333335	2.7142857142857144	[19,0.1,5.7]	[19,1,2,3]	{1:19,3:2}/5	10101010	101	[19,19]	{NULL,"[1,2,3]"}
20	20	105	n20	l20	20.25	100000000000000000020	2024-01-21 00:00:00+00	{"k": 20, "t": "a\\tb\\\\"}	{a20,NULL,"q\\"x,"}	t	abc	00000000-0000-0000-0000-00000000000a	\\x00ff	2024-02-29	1 mon 3 days 04:05:06.7	6.6666665	2.857142857142857	[20,0.1,6]	[20,1,2,3]	{1:20,3:2}/5	10101010	101	[20,20]	{NULL,"[1,2,3]"}
\.


--
-- Data for Name: usesseq; Type: TABLE DATA; Schema: public; Owner: postgres
--

COPY public.usesseq (a, b) FROM stdin;
\.


--
-- Name: counter; Type: SEQUENCE SET; Schema: app; Owner: postgres
--

SELECT pg_catalog.setval('app.counter', 114, true);


--
-- Name: notes_id_seq; Type: SEQUENCE SET; Schema: app; Owner: postgres
--

SELECT pg_catalog.setval('app.notes_id_seq', 10, true);


--
-- Name: items_id_seq; Type: SEQUENCE SET; Schema: public; Owner: postgres
--

SELECT pg_catalog.setval('public.items_id_seq', 20, true);


--
-- Name: items_ident2_seq; Type: SEQUENCE SET; Schema: public; Owner: postgres
--

SELECT pg_catalog.setval('public.items_ident2_seq', 105, true);


--
-- Name: items_ident_seq; Type: SEQUENCE SET; Schema: public; Owner: postgres
--

SELECT pg_catalog.setval('public.items_ident_seq', 20, true);


--
-- Name: unused; Type: SEQUENCE SET; Schema: public; Owner: postgres
--

SELECT pg_catalog.setval('public.unused', 1, false);


--
-- Name: notes notes_pkey; Type: CONSTRAINT; Schema: app; Owner: postgres
--

ALTER TABLE ONLY app.notes
    ADD CONSTRAINT notes_pkey PRIMARY KEY (id);


--
-- Name: items items_pkey; Type: CONSTRAINT; Schema: public; Owner: postgres
--

ALTER TABLE ONLY public.items
    ADD CONSTRAINT items_pkey PRIMARY KEY (id);


--
-- Name: items uq; Type: CONSTRAINT; Schema: public; Owner: postgres
--

ALTER TABLE ONLY public.items
    ADD CONSTRAINT uq UNIQUE (name, label);


--
-- Name: Ind ex; Type: INDEX; Schema: Odd Name; Owner: postgres
--

CREATE INDEX "Ind ex" ON "Odd Name"."Tab le" USING btree ("Col A");


--
-- Name: notes_v; Type: INDEX; Schema: app; Owner: postgres
--

CREATE INDEX notes_v ON app.notes USING hnsw (v public.vector_l2_ops);


--
-- Name: items_bits; Type: INDEX; Schema: public; Owner: postgres
--

CREATE INDEX items_bits ON public.items USING hnsw (bits public.bit_hamming_ops);


--
-- Name: items_bq; Type: INDEX; Schema: public; Owner: postgres
--

CREATE INDEX items_bq ON public.items USING hnsw (((public.binary_quantize(v))::bit(3)) public.bit_hamming_ops);


--
-- Name: items_expr; Type: INDEX; Schema: public; Owner: postgres
--

CREATE INDEX items_expr ON public.items USING btree (lower(name), ((price + (1)::numeric)));


--
-- Name: items_h; Type: INDEX; Schema: public; Owner: postgres
--

CREATE INDEX items_h ON public.items USING hnsw (h public.halfvec_l2_ops);


--
-- Name: INDEX items_h; Type: COMMENT; Schema: public; Owner: postgres
--

COMMENT ON INDEX public.items_h IS 'half';


--
-- Name: items_half; Type: INDEX; Schema: public; Owner: postgres
--

CREATE INDEX items_half ON public.items USING hnsw (((v)::public.halfvec(3)) public.halfvec_l2_ops);


--
-- Name: items_ivf; Type: INDEX; Schema: public; Owner: postgres
--

CREATE INDEX items_ivf ON public.items USING ivfflat (v public.vector_ip_ops) WITH (lists='2');


--
-- Name: items_l1; Type: INDEX; Schema: public; Owner: postgres
--

CREATE INDEX items_l1 ON public.items USING hnsw (v public.vector_l1_ops) WHERE flag;


--
-- Name: items_part; Type: INDEX; Schema: public; Owner: postgres
--

CREATE INDEX items_part ON public.items USING btree (name) WHERE ((price > (5)::numeric) AND (label IS NOT NULL));


--
-- Name: items_price; Type: INDEX; Schema: public; Owner: postgres
--

CREATE INDEX items_price ON public.items USING btree (price DESC NULLS LAST, name);


--
-- Name: items_s; Type: INDEX; Schema: public; Owner: postgres
--

CREATE INDEX items_s ON public.items USING hnsw (s public.sparsevec_ip_ops);


--
-- Name: items_uni; Type: INDEX; Schema: public; Owner: postgres
--

CREATE UNIQUE INDEX items_uni ON public.items USING btree (name) INCLUDE (price);


--
-- Name: items_v_cos; Type: INDEX; Schema: public; Owner: postgres
--

CREATE INDEX items_v_cos ON public.items USING hnsw (v public.vector_cosine_ops);


--
-- Name: items_v_l2; Type: INDEX; Schema: public; Owner: postgres
--

CREATE INDEX items_v_l2 ON public.items USING hnsw (v public.vector_l2_ops) WITH (m='8', ef_construction='40');


--
-- Name: items_vb; Type: INDEX; Schema: public; Owner: postgres
--

CREATE INDEX items_vb ON public.items USING btree (v);


--
-- Name: items_vn; Type: INDEX; Schema: public; Owner: postgres
--

CREATE INDEX items_vn ON public.items USING btree (public.vector_norm(v)) WHERE ((v OPERATOR(public.<->) '[1,2,3]'::public.vector) < (10)::double precision);


--
-- PostgreSQL database dump complete
--

\unrestrict P0zv2UufDHqTdM25dX4tTelK4aom0lLPumPav3eDkTxAcidddaQFQPgYmb8DSxG

