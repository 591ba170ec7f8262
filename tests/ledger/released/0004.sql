BEGIN TRANSACTION;
CREATE TABLE addresses (
	url VARCHAR NOT NULL, 
	article INTEGER NOT NULL, 
	CONSTRAINT pk_addresses PRIMARY KEY (url, article), 
	CONSTRAINT fk_addresses_article FOREIGN KEY(article) REFERENCES articles (number) ON DELETE CASCADE
)
 WITHOUT ROWID

;
CREATE TABLE article_states (
	article VARCHAR NOT NULL, 
	read_by VARCHAR NOT NULL, 
	at VARCHAR NOT NULL, 
	engine VARCHAR NOT NULL, 
	claims TEXT NOT NULL, 
	suggestions BOOLEAN NOT NULL, 
	draw INTEGER, 
	CONSTRAINT pk_article_states PRIMARY KEY (article)
);
CREATE TABLE articles (
	number INTEGER NOT NULL, 
	document INTEGER NOT NULL, 
	ordinal INTEGER NOT NULL, 
	id VARCHAR NOT NULL, 
	start INTEGER NOT NULL, 
	"end" INTEGER NOT NULL, 
	title TEXT, 
	title_key VARCHAR, 
	outlet VARCHAR, 
	outlet_key VARCHAR, 
	author VARCHAR, 
	published VARCHAR, 
	published_inferred BOOLEAN NOT NULL, 
	published_start INTEGER, 
	published_end INTEGER, 
	language VARCHAR, 
	credit VARCHAR, 
	url VARCHAR, 
	CONSTRAINT pk_articles PRIMARY KEY (number), 
	CONSTRAINT fk_articles_document FOREIGN KEY(document) REFERENCES documents (number) ON DELETE CASCADE, 
	CONSTRAINT uq_articles_document_ordinal UNIQUE (document, ordinal)
);
INSERT INTO "articles" VALUES(1,2,0,'a_523fcd8aaa6b611e',5,392,'Fighting near Qalat, report 0','fighting near qalat report 0','Valley Post','valley post','R. Amin','2031-05-04',0,NULL,NULL,'en',NULL,NULL);
CREATE TABLE bands (
	band BIGINT NOT NULL, 
	claim INTEGER NOT NULL, 
	CONSTRAINT pk_bands PRIMARY KEY (band, claim), 
	CONSTRAINT fk_bands_claim FOREIGN KEY(claim) REFERENCES claims (number) ON DELETE CASCADE
)
 WITHOUT ROWID

;
CREATE TABLE blocks (
	"key" VARCHAR NOT NULL, 
	claim INTEGER NOT NULL, 
	CONSTRAINT pk_blocks PRIMARY KEY ("key", claim), 
	CONSTRAINT fk_blocks_claim FOREIGN KEY(claim) REFERENCES claims (number) ON DELETE CASCADE
)
 WITHOUT ROWID

;
CREATE TABLE cited (
	url VARCHAR NOT NULL, 
	article INTEGER NOT NULL, 
	CONSTRAINT pk_cited PRIMARY KEY (url, article), 
	CONSTRAINT fk_cited_article FOREIGN KEY(article) REFERENCES articles (number) ON DELETE CASCADE
)
 WITHOUT ROWID

;
CREATE TABLE claim_bodies (
	claim INTEGER NOT NULL, 
	body TEXT NOT NULL, 
	CONSTRAINT pk_claim_bodies PRIMARY KEY (claim), 
	CONSTRAINT fk_claim_bodies_claim FOREIGN KEY(claim) REFERENCES claims (number) ON DELETE CASCADE
);
INSERT INTO "claim_bodies" VALUES(1,'{"id":"c_f3c165dd05d1ef4e","document":"d_523fcd8aaa6b611e","article":{"id":"a_523fcd8aaa6b611e","title":"Fighting near Qalat, report 0","outlet":"Valley Post","published":"2031-05-04","language":"en","url":null,"start":5,"end":392},"quote":{"text":"The Ministry of Defence of Narvia said its air defence shot down two Su-25 jets near Qalat on 3 May.","start":35,"end":135},"trigger":{"text":"shot down","start":90,"end":99},"type":"loss","polarity":"asserted","certainty":"certain","confidence":0.8,"claimant":{"text":"The Ministry of Defence of Narvia","start":35,"end":68,"name":"Narvia: Ministry of Defence","party":"Narvia"},"via":[{"text":null,"start":null,"end":null,"name":"Valley News Agency","party":"Valley News Agency"}],"cue":{"text":"said","start":69,"end":73},"actors":[{"text":"its air defence","start":74,"end":89,"name":"Narvia"}],"targets":[{"text":"jets","start":110,"end":114,"name":null}],"places":[{"text":"Qalat","start":120,"end":125,"name":"Qal''at","geonames":77,"lat":39.5,"lon":47.25,"precision":"settlement","country":"XN"}],"time":{"text":"on 3 May","start":"2031-05-03","end":"2031-05-03","precision":"day","span":{"start":126,"end":134}},"quantities":[{"text":"two Su-25 jets","start":100,"end":114,"low":2,"high":2,"word":null,"item":"aircraft","group":null,"part_of":null,"effect":"shot_down","cumulative":false,"since":null}],"means":{"text":"air defence","start":78,"end":89,"class":"air_defence"},"other_means":[{"text":"Su-25","start":104,"end":109,"class":"air_strike"}],"objects":[],"evidence":[],"evidence_mentions":[],"links":[{"kind":"link","text":"The Ministry","start":35,"end":47,"url":"https://mod.example/1","label":null}],"origin":null,"incident":null,"review":null,"engine":{"name":"patterns","version":"1","untrained":false}}');
INSERT INTO "claim_bodies" VALUES(2,'{"id":"c_9714ef3d8fa9a3ca","document":"d_523fcd8aaa6b611e","article":{"id":"a_523fcd8aaa6b611e","title":"Fighting near Qalat, report 0","outlet":"Valley Post","published":"2031-05-04","language":"en","url":null,"start":5,"end":392},"quote":{"text":"Officials in Tarsk denied losing any aircraft near Qalat.","start":136,"end":193},"trigger":{"text":"losing","start":162,"end":168},"type":"loss","polarity":"denied","certainty":"certain","confidence":0.8,"claimant":{"text":"Officials in Tarsk","start":136,"end":154,"name":"Tarsk","party":"Tarsk"},"via":[],"cue":null,"actors":[],"targets":[],"places":[{"text":"Qalat","start":187,"end":192,"name":null,"geonames":null,"lat":null,"lon":null,"precision":"settlement","country":null}],"time":null,"quantities":[],"means":null,"other_means":[],"objects":[],"evidence":[],"evidence_mentions":[],"links":[],"origin":null,"incident":null,"review":null,"engine":{"name":"patterns","version":"1","untrained":false}}');
INSERT INTO "claim_bodies" VALUES(3,'{"id":"c_8c38c99a0c327d5c","document":"d_523fcd8aaa6b611e","article":{"id":"a_523fcd8aaa6b611e","title":"Fighting near Qalat, report 0","outlet":"Valley Post","published":"2031-05-04","language":"en","url":null,"start":5,"end":392},"quote":{"text":"Local medics said at least 14 people were killed, including 5 children, when a market in Élmar was shelled.","start":194,"end":301},"trigger":{"text":"killed","start":236,"end":242},"type":"attack","polarity":"asserted","certainty":"probable","confidence":0.4,"claimant":{"text":"Local medics","start":194,"end":206,"name":"Local medics","party":"unnamed"},"via":[],"cue":null,"actors":[],"targets":[],"places":[{"text":"Élmar","start":283,"end":288,"name":"Elmar","geonames":78,"lat":39.0,"lon":47.0,"precision":"settlement","country":"XN"}],"time":{"text":null,"start":"2031-05-02","end":null,"precision":"days","span":null},"quantities":[{"text":"at least 14 people","start":212,"end":230,"low":14,"high":null,"word":null,"item":"person","group":null,"part_of":null,"effect":"killed","cumulative":false,"since":null},{"text":"5 children","start":254,"end":264,"low":5,"high":5,"word":null,"item":"civilian","group":"child","part_of":0,"effect":"killed","cumulative":true,"since":"start of the war"}],"means":{"text":"shelled","start":293,"end":300,"class":"shelling"},"other_means":[],"objects":[{"text":"a market","start":271,"end":279,"class":"market"}],"evidence":[],"evidence_mentions":[],"links":[],"origin":null,"incident":null,"review":null,"engine":{"name":"patterns","version":"1","untrained":false}}');
INSERT INTO "claim_bodies" VALUES(4,'{"id":"c_c782a2d6a391c50a","document":"d_523fcd8aaa6b611e","article":{"id":"a_523fcd8aaa6b611e","title":"Fighting near Qalat, report 0","outlet":"Valley Post","published":"2031-05-04","language":"en","url":null,"start":5,"end":392},"quote":{"text":"قالت وزارة الدفاع إن القوّات سيطرت على إبلين.","start":302,"end":347},"trigger":{"text":"سيطرت","start":331,"end":336},"type":"control","polarity":"asserted","certainty":"certain","confidence":0.8,"claimant":{"text":null,"start":null,"end":null,"name":"unnamed","party":"unnamed"},"via":[],"cue":null,"actors":[{"text":"القوّات","start":323,"end":330,"name":"Narvia"}],"targets":[],"places":[{"text":"إبلين","start":341,"end":346,"name":null,"geonames":null,"lat":null,"lon":null,"precision":"settlement","country":null}],"time":null,"quantities":[],"means":null,"other_means":[],"objects":[],"evidence":["video"],"evidence_mentions":[{"text":"video","start":350,"end":355,"class":"video"}],"links":[],"origin":null,"incident":null,"review":null,"engine":{"name":"patterns","version":"1","untrained":false}}');
CREATE TABLE claim_facets (
	kind VARCHAR NOT NULL, 
	"key" VARCHAR NOT NULL, 
	claim INTEGER NOT NULL, 
	name VARCHAR, 
	CONSTRAINT pk_claim_facets PRIMARY KEY (kind, "key", claim), 
	CONSTRAINT fk_claim_facets_claim FOREIGN KEY(claim) REFERENCES claims (number) ON DELETE CASCADE
)
 WITHOUT ROWID

;
INSERT INTO "claim_facets" VALUES('means','air_defence',1,'air_defence');
INSERT INTO "claim_facets" VALUES('means','air_strike',1,'air_strike');
INSERT INTO "claim_facets" VALUES('means','shelling',3,'shelling');
INSERT INTO "claim_facets" VALUES('object','market',3,'market');
INSERT INTO "claim_facets" VALUES('party','narvia',1,'Narvia');
INSERT INTO "claim_facets" VALUES('party','narvia',4,'Narvia');
INSERT INTO "claim_facets" VALUES('party','tarsk',2,'Tarsk');
INSERT INTO "claim_facets" VALUES('party','unnamed',3,'unnamed');
INSERT INTO "claim_facets" VALUES('party','unnamed',4,'unnamed');
INSERT INTO "claim_facets" VALUES('place','elmar',3,'Elmar');
INSERT INTO "claim_facets" VALUES('place','qalat',1,'Qal''at');
INSERT INTO "claim_facets" VALUES('place','qalat',2,NULL);
INSERT INTO "claim_facets" VALUES('place','ابلين',4,NULL);
CREATE TABLE claim_states (
	claim VARCHAR NOT NULL, 
	decision VARCHAR, 
	fields TEXT NOT NULL, 
	note TEXT, 
	at VARCHAR NOT NULL, 
	reviewer VARCHAR NOT NULL, 
	last INTEGER NOT NULL, 
	CONSTRAINT pk_claim_states PRIMARY KEY (claim)
);
INSERT INTO "claim_states" VALUES('c_f3c165dd05d1ef4e','accepted','{"type": "loss"}',NULL,'2026-12-01T02:56:10Z','ana',1);
CREATE TABLE claims (
	number INTEGER NOT NULL, 
	id VARCHAR NOT NULL, 
	document INTEGER NOT NULL, 
	ordinal INTEGER NOT NULL, 
	article VARCHAR NOT NULL, 
	type VARCHAR NOT NULL, 
	polarity VARCHAR NOT NULL, 
	confidence FLOAT NOT NULL, 
	claimant VARCHAR NOT NULL, 
	claimant_key VARCHAR NOT NULL, 
	party VARCHAR NOT NULL, 
	day_from VARCHAR, 
	day_to VARCHAR, 
	outlet_key VARCHAR, 
	language VARCHAR, 
	newest BOOLEAN NOT NULL, 
	extracted BOOLEAN NOT NULL, 
	origin VARCHAR, 
	incident VARCHAR, compared TEXT, person BOOLEAN DEFAULT 0 NOT NULL, 
	CONSTRAINT pk_claims PRIMARY KEY (number), 
	CONSTRAINT fk_claims_document FOREIGN KEY(document) REFERENCES documents (number) ON DELETE CASCADE, 
	CONSTRAINT uq_claims_document_ordinal UNIQUE (document, ordinal), 
	CONSTRAINT uq_claims_id UNIQUE (id)
);
INSERT INTO "claims" VALUES(1,'c_f3c165dd05d1ef4e',2,0,'a_523fcd8aaa6b611e','loss','asserted',0.8,'Narvia: Ministry of Defence','narvia ministry of defence','Narvia','2031-05-03','2031-05-03','valley post','en',1,1,NULL,NULL,NULL,0);
INSERT INTO "claims" VALUES(2,'c_9714ef3d8fa9a3ca',2,1,'a_523fcd8aaa6b611e','loss','denied',0.8,'Tarsk','tarsk','Tarsk','2031-05-04','2031-05-04','valley post','en',1,1,NULL,NULL,NULL,0);
INSERT INTO "claims" VALUES(3,'c_8c38c99a0c327d5c',2,2,'a_523fcd8aaa6b611e','attack','asserted',0.4,'Local medics','local medics','unnamed','2031-05-02','2031-05-02','valley post','en',1,1,NULL,NULL,NULL,0);
INSERT INTO "claims" VALUES(4,'c_c782a2d6a391c50a',2,3,'a_523fcd8aaa6b611e','control','asserted',0.8,'unnamed','unnamed','unnamed','2031-05-04','2031-05-04','valley post','en',1,1,NULL,NULL,NULL,0);
CREATE TABLE coded (
	coding VARCHAR NOT NULL, 
	claim_key VARCHAR NOT NULL, 
	from_claim VARCHAR, 
	body TEXT NOT NULL, 
	CONSTRAINT pk_coded PRIMARY KEY (coding, claim_key)
);
CREATE TABLE codings (
	id VARCHAR NOT NULL, 
	batch VARCHAR NOT NULL, 
	article VARCHAR NOT NULL, 
	coder VARCHAR NOT NULL, 
	suggested BOOLEAN NOT NULL, 
	state VARCHAR NOT NULL, 
	engine VARCHAR NOT NULL, 
	at VARCHAR NOT NULL, 
	CONSTRAINT pk_codings PRIMARY KEY (id)
);
CREATE TABLE conflict_links (
	id VARCHAR NOT NULL, 
	kind VARCHAR NOT NULL, 
	a VARCHAR NOT NULL, 
	b VARCHAR NOT NULL, 
	reason TEXT NOT NULL, 
	strength FLOAT NOT NULL, 
	"between" VARCHAR NOT NULL, 
	CONSTRAINT pk_conflict_links PRIMARY KEY (id)
);
CREATE TABLE copies (
	article VARCHAR NOT NULL, 
	"of" VARCHAR NOT NULL, 
	origin VARCHAR NOT NULL, 
	why TEXT NOT NULL, 
	CONSTRAINT pk_copies PRIMARY KEY (article, "of", origin)
)
 WITHOUT ROWID

;
CREATE TABLE counterclaim_schema (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT counterclaim_schema_pkc PRIMARY KEY (version_num)
);
INSERT INTO "counterclaim_schema" VALUES('0004');
CREATE TABLE documents (
	number INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	id VARCHAR NOT NULL, 
	address VARCHAR NOT NULL, 
	url VARCHAR, 
	media_type VARCHAR NOT NULL, 
	charset VARCHAR, 
	retrieved VARCHAR NOT NULL, 
	seen VARCHAR NOT NULL, 
	newest BOOLEAN NOT NULL, 
	sha256 VARCHAR NOT NULL, 
	text_sha256 VARCHAR NOT NULL, 
	reader VARCHAR NOT NULL, 
	engine VARCHAR NOT NULL, 
	dropped INTEGER NOT NULL, 
	boilerplate TEXT NOT NULL, 
	text TEXT NOT NULL, 
	raw BLOB NOT NULL, 
	CONSTRAINT uq_documents_id UNIQUE (id)
);
INSERT INTO "documents" VALUES(2,'d_523fcd8aaa6b611e','/pages/0.html',NULL,'text/html','utf-8','2031-05-04T10:00:00Z','2031-05-04T10:00:00Z',1,'dbb9aecc757b4e6587ca59a6bdafa33486bf4424c012e12492da4097ac64a6d6','55fc1e0a033825e9e5a764a3a51669a1ab41ca40a40b06e7226fb7fb92cf4c31','page 1','patterns 1',0,'[[0, 4], [393, 403]]','Menu
Fighting near Qalat, report 0
The Ministry of Defence of Narvia said its air defence shot down two Su-25 jets near Qalat on 3 May.
Officials in Tarsk denied losing any aircraft near Qalat.
Local medics said at least 14 people were killed, including 5 children, when a market in Élmar was shelled.
قالت وزارة الدفاع إن القوّات سيطرت على إبلين.
A video shows the wreck 🛩 beside the bridge.
Share this
',X'785E4D51414E5B3114DCFF53CC01C22F2DCD0E212155AC1A500517787CBF1F3FE2D891EDF0952508A1C0AE6B16AC501A3615B0A858F712F62D3842FDD34A65376F663CF36CEFEA38357B23B6F3EA40C63A8A1DC332797C23437100CF33E723B6AB13CD18899510FD02AEC5176ED936DCC343F2E74208240A1203483CD43F396817A15C67113B87E3F9D6A721CEB898FE97C059EC60448BBA3A6A5B69844C80589C900F93126485158C0BFD6A64177D7CE3A98DEF22EAEAAB6BC860CA4A9AF077138A304C21E2E367CCD8CD0CA363CF988831AC06A5A13173D5870ED16831CAB31DA0D36C4198929F70ECB7F87D63CA808E4AACE6FE685DE5CBB4CA57E91179999ED32A3DA53536CCCF7C51C657A4877CBD61F2655EE6EF857B447AC9B7E957F116F85A949BE24A3F0AB8CDD775B58F7351EC4A87EB026279ECCE7333C1DBFDDD1AA71C8AB8614FBDA831D7D5B1A67297A82554BB1F367FF80793F2BB1A');
CREATE TABLE draws (
	number INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	batch VARCHAR NOT NULL, 
	at VARCHAR NOT NULL, 
	"by" VARCHAR NOT NULL, 
	seed INTEGER NOT NULL, 
	article VARCHAR NOT NULL, 
	purpose VARCHAR NOT NULL, 
	place INTEGER NOT NULL
);
CREATE TABLE incident_aliases (
	id VARCHAR NOT NULL, 
	incident VARCHAR NOT NULL, 
	at VARCHAR NOT NULL, 
	CONSTRAINT pk_incident_aliases PRIMARY KEY (id)
);
CREATE TABLE incident_events (
	number INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	at VARCHAR NOT NULL, 
	event VARCHAR NOT NULL, 
	incident VARCHAR NOT NULL, 
	other VARCHAR, 
	claims TEXT NOT NULL
);
CREATE TABLE incident_facets (
	kind VARCHAR NOT NULL, 
	"key" VARCHAR NOT NULL, 
	incident INTEGER NOT NULL, 
	name VARCHAR NOT NULL, 
	CONSTRAINT pk_incident_facets PRIMARY KEY (kind, "key", incident), 
	CONSTRAINT fk_incident_facets_incident FOREIGN KEY(incident) REFERENCES incidents (number) ON DELETE CASCADE
)
 WITHOUT ROWID

;
CREATE TABLE incidents (
	number INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	id VARCHAR NOT NULL, 
	founder VARCHAR NOT NULL, 
	born VARCHAR NOT NULL, 
	changed VARCHAR NOT NULL, 
	type VARCHAR NOT NULL, 
	status VARCHAR NOT NULL, 
	grade VARCHAR, 
	day_from VARCHAR, 
	day_to VARCHAR, 
	claims INTEGER NOT NULL, 
	origins INTEGER NOT NULL, 
	conflicts INTEGER NOT NULL, 
	body TEXT NOT NULL, line TEXT DEFAULT '{}' NOT NULL, 
	CONSTRAINT uq_incidents_id UNIQUE (id)
);
CREATE TABLE link_states (
	link VARCHAR NOT NULL, 
	a VARCHAR NOT NULL, 
	b VARCHAR NOT NULL, 
	kind VARCHAR NOT NULL, 
	state VARCHAR NOT NULL, 
	words TEXT, 
	at VARCHAR NOT NULL, 
	reviewer VARCHAR NOT NULL, 
	last INTEGER NOT NULL, 
	CONSTRAINT pk_link_states PRIMARY KEY (link)
);
CREATE TABLE links (
	article INTEGER NOT NULL, 
	ordinal INTEGER NOT NULL, 
	kind VARCHAR NOT NULL, 
	start INTEGER NOT NULL, 
	"end" INTEGER NOT NULL, 
	url VARCHAR NOT NULL, 
	label VARCHAR, 
	CONSTRAINT pk_links PRIMARY KEY (article, ordinal), 
	CONSTRAINT fk_links_article FOREIGN KEY(article) REFERENCES articles (number) ON DELETE CASCADE
);
INSERT INTO "links" VALUES(1,0,'video',392,392,'https://media.example/v.mp4','wreck');
INSERT INTO "links" VALUES(1,1,'link',35,47,'https://mod.example/1',NULL);
CREATE TABLE name_states (
	kind VARCHAR NOT NULL, 
	text VARCHAR NOT NULL, 
	value TEXT NOT NULL, 
	review INTEGER NOT NULL, 
	CONSTRAINT pk_name_states PRIMARY KEY (kind, text)
);
CREATE TABLE origins (
	id VARCHAR NOT NULL, 
	first VARCHAR NOT NULL, 
	CONSTRAINT pk_origins PRIMARY KEY (id)
);
CREATE TABLE pair_states (
	a VARCHAR NOT NULL, 
	b VARCHAR NOT NULL, 
	decision VARCHAR NOT NULL, 
	review INTEGER NOT NULL, 
	CONSTRAINT pk_pair_states PRIMARY KEY (a, b)
);
CREATE TABLE passages (
	article INTEGER NOT NULL, 
	ordinal INTEGER NOT NULL, 
	kind VARCHAR NOT NULL, 
	start INTEGER NOT NULL, 
	"end" INTEGER NOT NULL, 
	CONSTRAINT pk_passages PRIMARY KEY (article, ordinal), 
	CONSTRAINT fk_passages_article FOREIGN KEY(article) REFERENCES articles (number) ON DELETE CASCADE
);
INSERT INTO "passages" VALUES(1,0,'heading',5,34);
INSERT INTO "passages" VALUES(1,1,'paragraph',35,135);
INSERT INTO "passages" VALUES(1,2,'paragraph',136,193);
INSERT INTO "passages" VALUES(1,3,'paragraph',194,301);
INSERT INTO "passages" VALUES(1,4,'paragraph',302,347);
INSERT INTO "passages" VALUES(1,5,'paragraph',348,392);
CREATE TABLE pending (
	document INTEGER NOT NULL, 
	CONSTRAINT pk_pending PRIMARY KEY (document), 
	CONSTRAINT fk_pending_document FOREIGN KEY(document) REFERENCES documents (number) ON DELETE CASCADE
);
INSERT INTO "pending" VALUES(2);
CREATE TABLE rejected (
	number INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	address VARCHAR NOT NULL, 
	stage VARCHAR NOT NULL, 
	cause TEXT NOT NULL, 
	at VARCHAR NOT NULL
);
INSERT INTO "rejected" VALUES(1,'/bad.html','read','empty','2031-01-01T00:00:00Z');
CREATE TABLE reviews (
	number INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	at VARCHAR NOT NULL, 
	reviewer VARCHAR NOT NULL, 
	kind VARCHAR NOT NULL, 
	subject VARCHAR NOT NULL, 
	target VARCHAR NOT NULL, 
	other VARCHAR, 
	changes TEXT, 
	note TEXT, 
	saw TEXT, 
	undoes INTEGER
);
INSERT INTO "reviews" VALUES(1,'2026-12-01T02:56:10Z','ana','set','claim','c_f3c165dd05d1ef4e',NULL,'{"type": ["loss", "loss"], "decision": [null, "accepted"]}',NULL,'{"id": "c_f3c165dd05d1ef4e", "document": "d_523fcd8aaa6b611e", "article": {"id": "a_523fcd8aaa6b611e", "title": "Fighting near Qalat, report 0", "outlet": "Valley Post", "published": "2031-05-04", "language": "en", "url": null, "start": 5, "end": 392}, "quote": {"text": "The Ministry of Defence of Narvia said its air defence shot down two Su-25 jets near Qalat on 3 May.", "start": 35, "end": 135}, "trigger": {"text": "shot down", "start": 90, "end": 99}, "type": "loss", "polarity": "asserted", "certainty": "certain", "confidence": 0.8, "claimant": {"text": "The Ministry of Defence of Narvia", "start": 35, "end": 68, "name": "Narvia: Ministry of Defence", "party": "Narvia"}, "via": [{"text": null, "start": null, "end": null, "name": "Valley News Agency", "party": "Valley News Agency"}], "cue": {"text": "said", "start": 69, "end": 73}, "actors": [{"text": "its air defence", "start": 74, "end": 89, "name": "Narvia"}], "targets": [{"text": "jets", "start": 110, "end": 114, "name": null}], "places": [{"text": "Qalat", "start": 120, "end": 125, "name": "Qal''at", "geonames": 77, "lat": 39.5, "lon": 47.25, "precision": "settlement", "country": "XN"}], "time": {"text": "on 3 May", "start": "2031-05-03", "end": "2031-05-03", "precision": "day", "span": {"start": 126, "end": 134}}, "quantities": [{"text": "two Su-25 jets", "start": 100, "end": 114, "low": 2, "high": 2, "word": null, "item": "aircraft", "group": null, "part_of": null, "effect": "shot_down", "cumulative": false, "since": null}], "means": {"text": "air defence", "start": 78, "end": 89, "class": "air_defence"}, "other_means": [{"text": "Su-25", "start": 104, "end": 109, "class": "air_strike"}], "objects": [], "evidence": [], "evidence_mentions": [], "links": [{"kind": "link", "text": "The Ministry", "start": 35, "end": 47, "url": "https://mod.example/1", "label": null}], "origin": null, "incident": null, "review": null, "engine": {"name": "patterns", "version": "1", "untrained": false}}',NULL);
CREATE TABLE runs (
	id VARCHAR NOT NULL, 
	started VARCHAR NOT NULL, 
	"by" VARCHAR NOT NULL, 
	what TEXT NOT NULL, 
	total INTEGER, 
	done INTEGER NOT NULL, 
	claims INTEGER NOT NULL, 
	rejected INTEGER NOT NULL, 
	ended VARCHAR, 
	beat FLOAT NOT NULL, 
	fault TEXT, 
	CONSTRAINT pk_runs PRIMARY KEY (id)
);
CREATE TABLE settings (
	"key" VARCHAR NOT NULL, 
	value TEXT NOT NULL, 
	CONSTRAINT pk_settings PRIMARY KEY ("key")
);
INSERT INTO "settings" VALUES('generation','1');
INSERT INTO "settings" VALUES('conflict','name = ''x''');
CREATE TABLE tags (
	article INTEGER NOT NULL, 
	tagger VARCHAR NOT NULL, 
	version VARCHAR NOT NULL, 
	layers TEXT NOT NULL, 
	CONSTRAINT pk_tags PRIMARY KEY (article), 
	CONSTRAINT fk_tags_article FOREIGN KEY(article) REFERENCES articles (number) ON DELETE CASCADE
);
INSERT INTO "tags" VALUES(1,'patterns','1','{"attributions":[{"source":[[35,47]],"via":[],"cue":[[69,73]],"content":[[90,99]],"carried":true,"bare_denial":false}],"triggers":[{"span":[90,99],"type":"loss","polarity":"asserted","certainty":"certain","attribution":0,"confidence":0.5}],"mentions":[{"span":[19,24],"kind":"place"}],"arguments":[{"trigger":0,"mention":0,"role":"place"}]}');
CREATE TABLE tombstones (
	document VARCHAR NOT NULL, 
	address VARCHAR NOT NULL, 
	url VARCHAR, 
	sha256 VARCHAR NOT NULL, 
	at VARCHAR NOT NULL, 
	why TEXT, 
	CONSTRAINT pk_tombstones PRIMARY KEY (document)
);
INSERT INTO "tombstones" VALUES('d_gone','/pages/1.html',NULL,'63cb9519b360487bd664caeb9dcc9a996ae48a802669822f4b2a754ff838d2b8','2026-12-01T02:56:10Z',NULL);
CREATE TABLE touched (
	kind VARCHAR NOT NULL, 
	id VARCHAR NOT NULL, 
	CONSTRAINT pk_touched PRIMARY KEY (kind, id)
)
 WITHOUT ROWID

;
CREATE TABLE tries (
	number INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	name_key VARCHAR NOT NULL, 
	address VARCHAR NOT NULL, 
	at FLOAT NOT NULL, 
	good BOOLEAN NOT NULL
);
CREATE TABLE unresolved (
	kind VARCHAR NOT NULL, 
	text VARCHAR NOT NULL, 
	claim INTEGER NOT NULL, 
	CONSTRAINT pk_unresolved PRIMARY KEY (kind, text, claim), 
	CONSTRAINT fk_unresolved_claim FOREIGN KEY(claim) REFERENCES claims (number) ON DELETE CASCADE
)
 WITHOUT ROWID

;
INSERT INTO "unresolved" VALUES('party','jets',1);
INSERT INTO "unresolved" VALUES('place','Qalat',2);
INSERT INTO "unresolved" VALUES('place','إبلين',4);
CREATE TABLE users (
	name VARCHAR NOT NULL, 
	role VARCHAR NOT NULL, 
	hash VARCHAR NOT NULL, 
	version INTEGER NOT NULL, 
	created VARCHAR NOT NULL, 
	disabled BOOLEAN NOT NULL, last VARCHAR, 
	CONSTRAINT pk_users PRIMARY KEY (name)
);
CREATE INDEX ix_documents_address ON documents (address);
CREATE INDEX ix_documents_url ON documents (url);
CREATE INDEX ix_rejected_address ON rejected (address);
CREATE INDEX ix_tombstones_url ON tombstones (url);
CREATE INDEX ix_articles_id ON articles (id);
CREATE INDEX ix_articles_outlet_key ON articles (outlet_key);
CREATE INDEX ix_articles_published ON articles (published);
CREATE INDEX ix_claims_article ON claims (article);
CREATE INDEX ix_claims_claimant ON claims (claimant_key, document);
CREATE INDEX ix_claims_day ON claims (day_from, day_to, newest, document, ordinal);
CREATE INDEX ix_claims_outlet ON claims (outlet_key, document);
CREATE INDEX ix_claims_sources ON claims (claimant, party, newest, polarity, document, article, day_from, day_to);
CREATE INDEX ix_claims_type ON claims (type, document);
CREATE INDEX ix_claim_facets_claim ON claim_facets (claim);
CREATE INDEX ix_unresolved_claim ON unresolved (claim);
CREATE INDEX ix_conflict_links_a ON conflict_links (a);
CREATE INDEX ix_conflict_links_b ON conflict_links (b);
CREATE INDEX ix_copies_origin ON copies (origin);
CREATE INDEX ix_incident_aliases_incident ON incident_aliases (incident);
CREATE INDEX ix_incident_events_incident ON incident_events (incident);
CREATE INDEX ix_incidents_changed ON incidents (changed);
CREATE INDEX ix_incidents_day ON incidents (day_from, day_to);
CREATE INDEX ix_incidents_founder ON incidents (founder);
CREATE INDEX ix_incidents_status ON incidents (status, day_from);
CREATE INDEX ix_incident_facets_incident ON incident_facets (incident);
CREATE INDEX ix_addresses_article ON addresses (article);
CREATE INDEX ix_bands_claim ON bands (claim);
CREATE INDEX ix_blocks_claim ON blocks (claim);
CREATE INDEX ix_cited_article ON cited (article);
CREATE INDEX ix_claims_incident ON claims (incident);
CREATE INDEX ix_claims_origin ON claims (origin);
CREATE INDEX ix_reviews_target ON reviews (target, number);
CREATE INDEX ix_reviews_kind ON reviews (kind, number);
CREATE INDEX ix_reviews_reviewer ON reviews (reviewer, number);
CREATE INDEX ix_pair_states_b ON pair_states (b);
CREATE INDEX ix_link_states_a ON link_states (a);
CREATE INDEX ix_link_states_b ON link_states (b);
CREATE INDEX ix_tries_name_key ON tries (name_key, at);
CREATE INDEX ix_tries_address ON tries (address, at);
CREATE INDEX ix_runs_started ON runs (started);
CREATE INDEX ix_draws_batch ON draws (batch, place);
CREATE INDEX ix_draws_article ON draws (article);
CREATE INDEX ix_codings_batch ON codings (batch, article);
CREATE INDEX ix_codings_coder ON codings (coder, state);
CREATE INDEX ix_claims_queue ON claims (extracted, newest, confidence, document, ordinal, id);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('documents',2);
INSERT INTO "sqlite_sequence" VALUES('reviews',1);
INSERT INTO "sqlite_sequence" VALUES('rejected',1);
CREATE VIRTUAL TABLE claim_search USING fts5(tokens, tokenize = "unicode61 remove_diacritics 0");
INSERT INTO claim_search (rowid, tokens) VALUES (1, 'the ministry of defence of narvia said its air defence shot down two su 25 jets near qalat on 3 may narvia ministry of defence qalat qalat fighting near qalat report 0');
INSERT INTO claim_search (rowid, tokens) VALUES (2, 'officials in tarsk denied losing any aircraft near qalat tarsk qalat fighting near qalat report 0');
INSERT INTO claim_search (rowid, tokens) VALUES (3, 'local medics said at least 14 people were killed including 5 children when a market in elmar was shelled local medics elmar elmar fighting near qalat report 0');
INSERT INTO claim_search (rowid, tokens) VALUES (4, 'قالت وزاره الدفاع ان القوات سيطرت علي ابلين unnamed ابلين fighting near qalat report 0');
COMMIT;
