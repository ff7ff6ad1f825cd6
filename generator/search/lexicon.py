"""Words we know: roots that affixes may be stripped to, and words that only look as if they had one.

Both lists are our own, written from the language: everyday Indonesian for goods, kitchens, looms and workshops. A line of
either is all it takes to teach a word.
"""

from __future__ import annotations

# Roots that count even where the catalogue never writes them bare (it says "anyaman", never "anyam"), and the short ones
# that may carry a lone prefix or suffix. Four letters at least.
ROOTS = frozenset(
    "adon adun ajar alat aman ambil anak angin angkat angkut antar antik anyam apik asah asap asin asuh atur awet ayak ayun "
    "baca badan bagi bahan baik bakar baker baki balur balut bangun bantu basah basuh batik bawa bayar belah belai beli "
    "benah bening bentuk bersih besar biasa bikin bilas bingkai bina bordir buah buat bubuh buka bumbu bungkus buru busana "
    "cabut cacah campur canting cap cara cari celup cemil camil cetak cetus ciap cincang cicip coba coblos colek cuci cukil cukur "
    "curah dadar dagang daging dapat dapur daur dekor didik dingin duga dukung empuk enak endap erat evaluasi "
    "ganti gantung garam garap gelar gendong giling goreng gores gosok goyang gubah gulung guna gunting gurih "
    "habis hadiah halus hangat hantar harap harum hias hibur hidang hidup hirup hitung ikat imbuh inap ingat injak iris isap "
    "jahit jaga jajan jala jalan jalin jamin jamu janji jemput jemur jepit jerang jual juang julur jumput kaca kait kancing "
    "karya kasih kayuh kebun kecil kelola kemas kembang kempit kenal kental kering kerat kerok kikir kilap kirim kita kocok "
    "kreasi kreasikan krawang kuah kuat kuku kukus kulit kumpul kunci kunyah kupas kurang kuras kurus "
    "laku lalap lambang lampu lanjut lapis laris latih laut lawat layan lebur lebar lekat lembut lengkap lepas lestari letak lihat "
    "lilit lindung linting lipat lubang luas lukis lumas lumat lunak lurus macam mahir main makan manfaat manis masak masuk "
    "mekar milik minum modal molek motif muat mulai murah murni mutu naik nikmat nilai nyala nyaman oles olah oseng otak "
    "padat pahat pakai paku paling pandu panen panggang panjang pasang pasar pasok patri patung pecah pedas peras perah "
    "pesan petik pikat pilih pilin pincuk pinjam pintal pipih pisah potong produksi proses puas pucuk pukul pulas puntir "
    "putar putih racik rajang rajut rakit ramah ramai rames ramu rangkai rapat rapi rasa ratus rawat rebus rekat renda "
    "rendam renyah resap resep restu rias ringkas rintis roti rumah runcing "
    "sablon sadap saji saku salai salut sambal sambung sampul sandang sangrai santap sapu saring sayur sedap sedia seduh sehat "
    "sejuk seleksi selimut semai semat seni serap serat serbuk serut setor sewa siap sikat simpan simpul singkap siram sisip "
    "sisir sohor solder suguh suir suka sulam suling sumbang susun suntik syukur tabur tadah tahan tambah tampil tampung tanak "
    "tanam tandan tangkap tani tapis tari tarik tata tawar tebar tebal tebas tekan teliti tempa tempat tempel temu tenun tepi "
    "terap tetas tiris tiup titip tolak tonjol tuang tukang tukar tulis tumbuh tumbuk tumis tumpuk tunggu tusuk tutup "
    "ubah ukir ukur ulek ulin ungkep unggul untai upah urap urus urut usaha usung wadah wangi warna warta wedang wisata "
    "susur rajin pulau gunung desa kota ternak ikan kebun hutan tambak nelayan layar pelihara budidaya".split()
)  # fmt: skip

# Words that are whole as they stand although a rule would find a root in them.
WHOLE = frozenset(
    # fruit, plants, kitchens
    "durian rambutan mentega merica mengkudu mentimun melinjo melati melon petai pepaya pecel peda pedas pempek pelam permen "
    "terasi terigu terong teri teratai terubuk terung tebu ketan ketumbar kemiri kenari kelapa kelengkeng kedelai kedondong kemangi "
    "kemplang kencur kentang kerang kerupuk keripik kelor kepiting ketupat ketela kecap kecapi kecombrang kembung kerapu "
    "kesemek keluwak kepayang selai selada selasih semangka seledri semur sereh serai serabi sentul sirsak sawi singkong siomay serundeng "
    "seblak sekoteng sagon santan sampan bekasam belida belimbing belacan belinjo belut beluntas berem beras "
    "bengkuang bandeng bawang pandan pinang pisang papan pangan ikan intan insang mangga manggis manisan asinan acaran lapan "
    "delapan sembilan jamuan kuningan langsat lengkuas rebung tempoyak tekwan tempe tembakau tembesu temulawak temu dedak dodol "
    "pekasam pindang peuyeum penyu permata perak perca perahu perunggu perkutut perenjak pelita pelangi peluru pelana pelampung "
    "pelaminan pelepah pesisir petasan peti peci pena penatu pengantin peranakan perabot perangkat perangko perkakas pertama "
    # cloth, wear, house
    "kemeja kebaya kerudung kelambu kelir kemben kemul kerah kertas kerajinan keramik keranjang keranda kerambit keris kendi "
    "kenop keset kelereng kelompok keluarga kembar kembang selendang selimut selop seluar sandal santun sarung sepatu sekat seragam serban "
    "setelan atasan bawahan celana jaringan belati beludru beledu benang berlian beruang beringin bermuda beranda bersih berkat berkah berita "
    "bedak bendera bandul bantal bantalan baskom tangan lengan ringan dandan taplak tempayan tempurung tenda "
    "teralis terpal terakota terapi terbang termos terompah terompet ternak terminal teropong tertib teras teraso terang "
    "dinding dipan diska dinar digital diraja dingklik direktur diskon dimensi dinas dingin dian "
    "meja mebel medali medan melayu memori mentari menara menyan mesin merpati merah meriam merak mentah mekar mendong "
    "penggaris halaman karangan pekarangan bagian satuan ribuan lebaran selatan sarapan hampers manikan tahunan bulanan arisan "
    "bingkisan undangan pahlawan kawan lawan wartawan hewan awan dewan relawan karyawan sasirangan lautan daratan "
    "cendawan rotan gambaran ruangan kenanga kendaraan kesatuan kecamatan kabupaten keuangan perayaan "
    "peringatan persatuan kantoran sekolahan sekolah sekian seluruh sendok sendiri sewa semen seni senar sengkedan "
    "selempang selongsong semprong semut seroja sebaran selasar serunai seruling menjangan pelopor mendoan talenan perkedel penganan pendopo meranti kelintang kenong kecrek kecipir kelawar kekayaan".split()
)  # fmt: skip
