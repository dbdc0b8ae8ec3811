"""Furniture that is the same on every site: labels, buttons and headings, written as :func:`fold` leaves them."""

__all__ = ["AGENCIES", "COUNTRIES", "FORM_HEADINGS", "LABELS", "LIST_HEADINGS", "MONTHS", "SHARE_WORDS"]


def _lines(block: str) -> frozenset[str]:
    return frozenset(line.strip() for line in block.strip().splitlines())


# Whole lines that are never a line of an article.
LABELS = _lines("""
    accessibility links
    skip to content
    skip to main content
    skip to main navigation
    skip to search
    skip to navigation
    jump to content
    main menu
    menu
    navigation
    toggle navigation
    open menu
    close menu
    breaking news
    latest news
    top stories
    live updates
    home
    homepage
    search
    search form
    search this site
    sign in
    sign up
    sign out
    log in
    log out
    login
    register
    register now
    join now
    subscribe
    subscribe now
    subscribe today
    my account
    contact us
    contact
    about us
    advertise
    advertise with us
    advertisement
    advertising
    ad feedback
    sponsored
    sponsored content
    sponsored links
    promoted content
    scroll down to continue
    story continues below advertisement
    story continues below
    article continues after advertisement
    article continues below
    continue reading
    continue reading the main story
    continue reading below
    read full article
    read the full story
    read more
    read on
    more
    show more
    view more
    load more
    see more
    see also
    learn more
    find out more
    updated
    last updated
    published
    share
    share this
    share this article
    share this page
    share this story
    share this post
    share article
    share on facebook
    share on twitter
    share on linkedin
    share on whatsapp
    share on telegram
    share via email
    share via
    share to facebook
    share with your friends
    share by email
    copy link
    copy this link
    link copied
    copy url
    embed
    embed share
    tweet
    tweet this
    pin it
    email
    e-mail
    email this
    email article
    e-mail this page
    send
    send to a friend
    print
    print this page
    print this article
    print article
    print version
    printer-friendly version
    printer friendly
    save
    bookmark
    like
    like this
    like us on facebook
    follow us
    follow us on twitter
    follow us on facebook
    follow us on telegram
    follow
    comments
    comment
    no comments
    no comments yet
    view comments
    show comments
    hide comments
    add a comment
    add comment
    post a comment
    leave a comment
    write a comment
    join the discussion
    join the conversation
    be the first to comment
    see comments
    reply
    report abuse
    facebook
    twitter
    google+
    google plus
    linkedin
    whatsapp
    telegram
    vkontakte
    vk
    odnoklassniki
    pinterest
    reddit
    tumblr
    instagram
    youtube
    messenger
    viber
    digg
    stumbleupon
    flipboard
    rss
    rss feed
    pdf
    download
    download pdf
    full screen
    fullscreen
    play
    play video
    watch live
    watch video
    listen
    listen live
    listen to this article
    listen to article
    audio
    close
    cancel
    ok
    submit
    accept
    accept all
    accept cookies
    accept all cookies
    reject all
    i agree
    i accept
    got it
    privacy policy
    cookie policy
    cookie settings
    manage cookies
    terms of use
    terms of service
    terms and conditions
    terms & conditions
    all rights reserved
    site map
    sitemap
    back to top
    top
    up
    next
    previous
    prev
    next article
    previous article
    next story
    previous story
    next post
    previous post
    next page
    previous page
    older posts
    newer posts
    back
    go back
    back to home
    return to top
    xs
    sm
    md
    lg
    xl
    no media source currently available
    your browser does not support the video tag
    your browser does not support the audio element
    please enable javascript
    enable javascript
    text size
    font size
    larger text
    smaller text
    a a a
    small
    medium
    large
    join the mailing list
    join our mailing list
    join our newsletter
    get our newsletter
    newsletter
    newsletters
    newsletter signup
    newsletter sign up
    sign up for our newsletter
    sign up to our newsletter
    subscribe to our newsletter
    subscribe to newsletter
    enter your email
    enter your email address
    your email address
    email address
    donate
    donate now
    support us
    make a contribution
    support our work
    become a member
    english
    русский
    click here
    to find out more, click here
    for more information, click here
    name
    name *
    email *
    website
    required fields are marked
    required fields are marked *
    notify me of follow-up comments by email
    notify me of new posts by email
    notify me of new comments via email
    gallery
    view gallery
    photo gallery
    slideshow
    image
    photo
    loading
    loading...
    please wait
    editor's picks
    hide caption
    toggle caption
    enlarge this image
    image credits
    filed under
    posted in
    topics
    most read
    most popular
    most viewed
    trending
    trending now
    what others are reading
    report an error
    report a typo
    report a mistake
    spotted an error
    ctrl+enter
    original url
    original article
    original source
    source url
    permalink
    short link
    story highlights
""")

# Headings of lists of links: the lines below them, up to the next running text, are other articles' titles.
LIST_HEADINGS = _lines("""
    related
    related articles
    related article
    related stories
    related story
    related news
    related posts
    related topics
    related content
    related links
    related coverage
    related items
    related video
    related videos
    recommended
    recommended for you
    recommended reading
    recommended stories
    recommended articles
    you may also like
    you might also like
    you may also be interested in
    you may be interested in
    you might be interested in
    more stories
    more news
    more articles
    more on this story
    more on this topic
    more on this
    more on the topic
    more from this section
    more like this
    more from the web
    more top stories
    from the web
    around the web
    also read
    also in the news
    also on huffpost
    read also
    read next
    up next
    don't miss
    most read
    most popular
    most viewed
    popular
    popular posts
    popular stories
    trending
    trending now
    trending stories
    latest
    latest news
    latest stories
    latest articles
    latest posts
    recent posts
    recent articles
    recent comments
    editor's picks
    editors' picks
    editor's choice
    top stories
    featured
    featured stories
    in other news
    see also
    dw recommends
    www links
    other news
    other stories
    other articles
    what to read next
    what others are reading
    we recommend
    promoted stories
    sponsored stories
    partner content
    archives
    categories
    tags
    topics
    keywords
    sections
""")

# Headings of comment forms: nothing behind them belongs to the article.
FORM_HEADINGS = _lines("""
    leave a reply
    leave a comment
    leave a reply cancel reply
    leave your comment
    leave your reply
    post a comment
    post your comment
    add your comment
    submit a comment
    write a comment
    cancel reply
    your comment
    discussion policy
    comments policy
    comment policy
""")

# Labels of share buttons, as they stand in a row.
SHARE_WORDS = (
    "facebook twitter google+ google whatsapp tumblr linkedin stumble stumbleupon digg reddit newsvine permalink "
    "pinterest telegram vkontakte vk viber email e-mail mail print send share tweet messenger flipboard instapaper "
    "pocket xing skype line wechat weibo livejournal odnoklassniki blogger evernote delicious instagram youtube rss "
    "copy link"
).split()

AGENCIES = (
    "Reuters|AP|Associated Press|The Associated Press|AFP|Agence France-Presse|dpa|DPA|EPA|EFE|ANSA|UPI|PTI|IANS|ANI|"
    "Xinhua|TASS|ITAR-TASS|RIA Novosti|RIA|Sputnik|Interfax|Interfax-Ukraine|UNIAN|Ukrinform|Bloomberg|Kyodo|KCNA|Yonhap|"
    "SANA|IRNA|Fars|Mehr|Anadolu|AA|Belga|SDA|KNA|epd|SID|sid|VOA|RFE/RL|CNN|ABC|NBC|CBS|BBC|PRNewswire|Business Wire|"
    "GLOBE NEWSWIRE|MarketWatch|FT.com|Petra|WAM|MENA|NNA|BelTA|Kazinform|Trend|APA|NNN|Al Jazeera|JTA|CNS|RNS|IPS|"
    "Thomson Reuters Foundation|Canadian Press|The Canadian Press|Press Association|PA|Tribune News Service|TNS"
)

MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December|"
    "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec"
)

# Second half of a dateline such as "Erbil, Iraq - "; places that are no state stand here as newspapers write them.
COUNTRIES = (
    "Afghanistan|Albania|Algeria|Angola|Argentina|Armenia|Australia|Austria|Azerbaijan|Bahrain|Bangladesh|Belarus|"
    "Belgium|Benin|Bolivia|Bosnia|Bosnia and Herzegovina|Botswana|Brazil|Britain|Brunei|Bulgaria|Burkina Faso|Burundi|"
    "Cambodia|Cameroon|Canada|Central African Republic|Chad|Chile|China|Colombia|Costa Rica|Croatia|Cuba|Cyprus|"
    "Czech Republic|Denmark|Djibouti|Dominican Republic|DRC|DR Congo|Ecuador|Egypt|El Salvador|England|Eritrea|Estonia|"
    "Ethiopia|Fiji|Finland|France|Gabon|Gambia|The Gambia|Gaza|Gaza Strip|Georgia|Germany|Ghana|Greece|Guatemala|Guinea|"
    "Haiti|Honduras|Hong Kong|Hungary|Iceland|India|Indonesia|Iran|Iraq|Ireland|Israel|Italy|Ivory Coast|Jamaica|Japan|"
    "Jordan|Kashmir|Kazakhstan|Kenya|Kosovo|Kuwait|Kyrgyzstan|Laos|Latvia|Lebanon|Lesotho|Liberia|Libya|Lithuania|"
    "Luxembourg|Macedonia|Madagascar|Malawi|Malaysia|Maldives|Mali|Malta|Mauritania|Mexico|Moldova|Monaco|Mongolia|"
    "Montenegro|Morocco|Mozambique|Myanmar|Namibia|Nepal|Netherlands|The Netherlands|New Zealand|Nicaragua|Niger|Nigeria|"
    "North Korea|North Macedonia|Northern Ireland|Northern Iraq|Northern Syria|Norway|Occupied West Bank|"
    "occupied West Bank|Occupied East Jerusalem|occupied East Jerusalem|Oman|Pakistan|Palestine|Panama|Paraguay|Peru|"
    "Philippines|the Philippines|Poland|Portugal|Qatar|Romania|Russia|Rwanda|Saudi Arabia|Scotland|Senegal|Serbia|"
    "Sierra Leone|Singapore|Slovakia|Slovenia|Somalia|Somaliland|South Africa|South Korea|South Sudan|Spain|Sri Lanka|Sudan|"
    "Sweden|Switzerland|Syria|Taiwan|Tajikistan|Tanzania|Thailand|Togo|Tunisia|Turkey|Turkmenistan|Uganda|UK|Ukraine|"
    "United Arab Emirates|UAE|United Kingdom|United States|US|USA|U\\.S\\.|Uruguay|Uzbekistan|Venezuela|Vietnam|Wales|"
    "West Bank|Yemen|Zambia|Zimbabwe|"
    "Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Hawaii|Idaho|Illinois|Indiana|Iowa|"
    "Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|Michigan|Minnesota|Mississippi|Missouri|Montana|Nebraska|"
    "Nevada|New Hampshire|New Jersey|New Mexico|New York|North Carolina|North Dakota|Ohio|Oklahoma|Oregon|Pennsylvania|"
    "Rhode Island|South Carolina|South Dakota|Tennessee|Texas|Utah|Vermont|Virginia|Washington|West Virginia|Wisconsin|"
    "Wyoming|DC|D\\.C\\.|Ont\\.|Ontario|Quebec|Alberta|British Columbia|New South Wales|Queensland|Victoria"
)
